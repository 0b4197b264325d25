package dev.grlm.paper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.experiment.ExperimentTable.Figure;
import dev.grlm.experiment.ExperimentTable.Line;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class DomainRowsTest {
  private static Line line(String variant, String row, double repeats) {
    var figures = new LinkedHashMap<String, Figure>();
    figures.put("repeats", new Figure(repeats, null, null, null));
    return new Line("shops", variant, List.of(), row, 1, figures, false, null);
  }

  private static Line without(String variant) {
    return new Line("shops", variant, List.of(), "grlm", 1, new LinkedHashMap<>(), false, null);
  }

  @Test
  void variantsThatRecommendAgainAreToldFromThoseThatDoNot() {
    List<Line> lines =
        List.of(
            line("joint", "grlm: cups, all", 1),
            line("joint", "floor: cups, all", 1),
            line("alone-cups", "grlm: cups, all", 0),
            line("alone-teas", "grlm: teas, all", 1),
            without("terms-9"));
    assertThat(DomainRows.policies(lines))
        .containsExactly(
            "Items of a history are recommended again in joint, alone-teas and not in alone-cups, as"
                + " validation decided: differences between them are those of that, too; --repeats"
                + " allow or forbid is for all.");
  }

  @Test
  void whereAllDoTheSameNothingIsSaid() {
    assertThat(DomainRows.policies(List.of(line("joint", "a", 0), line("alone-cups", "a", 0))))
        .isEmpty();
    assertThat(DomainRows.policies(List.of(without("joint")))).isEmpty();
  }
}
