package dev.grlm.samples;

import dev.grlm.run.Grlm;
import dev.grlm.systems.Systems;
import java.nio.file.Path;
import java.util.List;

/// Arguments: a data folder and a folder for the run.
class FitAndRecommend {
  public static void main(String[] args) throws Exception {
    Path run = Path.of(args[1]);
    try (Grlm fitted = Grlm.fit(Systems.ALL, Path.of(args[0]), run);
        Grlm opened = Grlm.open(Systems.ALL, run)) {
      List<String> history = List.of(fitted.catalog().item(0).id());
      for (Grlm.Recommended place : opened.recommend(history, 3)) {
        System.out.println(place.rank() + " " + place.item().title() + " " + place.identifier());
      }
    }
  }
}
