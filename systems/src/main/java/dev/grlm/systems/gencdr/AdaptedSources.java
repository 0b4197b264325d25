package dev.grlm.systems.gencdr;

import dev.grlm.codebook.ItemVectors;
import dev.grlm.codebook.RqVaeQuantizer;
import dev.grlm.fitting.CodeSources;
import dev.grlm.fitting.CodesStage;
import dev.grlm.system.Growing.NewItem;
import dev.grlm.system.SystemRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Codes of the texts of items. One that came after the fit is quantised where its domain's adapter
/// puts it; of a domain that the fit did not know, where the shared encoder does.
record AdaptedSources(SystemRun<GenCdrSettings> run) implements CodeSources {
  private CodeSources texts() {
    return CodeSources.texts(run);
  }

  @Override
  public List<Path> inputs() {
    return texts().inputs();
  }

  @Override
  public ItemVectors vectors() throws IOException {
    return texts().vectors();
  }

  @Override
  public Latecomers latecomers() throws IOException {
    var first = new CodesStage(run, run.settings().codebook(), this);
    RqVaeQuantizer quantizer = AdaptStage.quantizer(first.files().folder());
    try {
      return new Adapted(quantizer, new AdaptStage(run, first).encoder(quantizer));
    } catch (IOException | RuntimeException failure) {
      quantizer.close();
      throw failure;
    }
  }

  private record Adapted(RqVaeQuantizer quantizer, AdaptedEncoder encoder) implements Latecomers {
    @Override
    public float[] vector(NewItem item) {
      float[] text = item.text();
      int[] domain = {encoder.domains().indexOf(item.item().domain())};
      return encoder.encoded(new ItemVectors(1, text.length, text), domain).values();
    }

    @Override
    public void close() {
      encoder.close();
      quantizer.close();
    }
  }
}
