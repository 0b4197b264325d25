package dev.grlm.live;

import dev.grlm.data.Catalog;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.recommend.Query;
import dev.grlm.recommend.Recommendation;
import dev.grlm.recommend.Recommender;
import dev.grlm.system.FittedSystem;
import dev.grlm.system.Growing;
import dev.grlm.system.Identifying;
import dev.grlm.system.Preparing;
import dev.grlm.system.RecommenderSystem;
import dev.grlm.system.Row;
import dev.grlm.system.RowKind;
import dev.grlm.system.Stage;
import dev.grlm.system.SystemRun;
import dev.grlm.systems.grlm.GrlmSettings;
import dev.grlm.systems.grlm.GrlmSystem;
import java.io.IOException;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// GRLM that writes down when it is prepared and when it is asked, each with the size of the
/// catalogue; and, apart from that, the ids of items that it names.
final class DiarySystem implements RecommenderSystem<GrlmSettings> {
  private final GrlmSystem grlm = new GrlmSystem();
  private final List<String> diary = new CopyOnWriteArrayList<>();
  private final List<String> named = new CopyOnWriteArrayList<>();

  /// What is done by whoever names an item, before it is named.
  private volatile Runnable beforeNaming = () -> {};

  void beforeNaming(Runnable what) {
    beforeNaming = what;
  }

  List<String> named() {
    return List.copyOf(named);
  }

  List<String> diary() {
    return List.copyOf(diary);
  }

  @Override
  public String name() {
    return grlm.name();
  }

  @Override
  public RowKind kind() {
    return grlm.kind();
  }

  @Override
  public SequencedMap<String, GrlmSettings> recipes() {
    return grlm.recipes();
  }

  @Override
  public void require(SystemRun<GrlmSettings> run) throws IOException {
    grlm.require(run);
  }

  @Override
  public List<Stage> stages(SystemRun<GrlmSettings> run) {
    return grlm.stages(run);
  }

  @Override
  public FittedSystem open(SystemRun<GrlmSettings> run, List<FittedSystem> opened)
      throws IOException {
    return new Fitted(grlm.open(run, opened));
  }

  private final class Fitted implements FittedSystem, Recommender, Identifying, Growing, Preparing {
    private final FittedSystem inner;

    Fitted(FittedSystem inner) {
      this.inner = inner;
    }

    private void write(String what) {
      diary.add(what + " " + identifiers().size());
    }

    @Override
    public void prepare() {
      write("prepared");
      ((Preparing) inner).prepare();
    }

    @Override
    public List<List<Recommendation>> recommend(List<Query> queries) {
      write("asked");
      return inner.recommender().recommend(queries);
    }

    @Override
    public String name() {
      return inner.recommender().name();
    }

    @Override
    public Recommender recommender() {
      return this;
    }

    @Override
    public List<Row> rows() {
      return inner.rows();
    }

    @Override
    public Identifiers identifiers() {
      return ((Identifying) inner).identifiers();
    }

    @Override
    public FittedSystem grown(Catalog catalog, Identifiers identifiers) {
      return new Fitted(((Growing) inner).grown(catalog, identifiers));
    }

    @Override
    public boolean spells(Identifier identifier) {
      return ((Growing) inner).spells(identifier);
    }

    @Override
    public Named name(NewItem item) throws IOException {
      named.add(item.item().id());
      beforeNaming.run();
      return ((Growing) inner).name(item);
    }

    @Override
    public void close() {
      inner.close();
    }
  }
}
