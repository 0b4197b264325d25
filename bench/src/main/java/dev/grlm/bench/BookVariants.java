package dev.grlm.bench;

import dev.grlm.codebook.CodebookReport;
import dev.grlm.codebook.Codes;
import dev.grlm.codebook.ItemVectors;
import dev.grlm.codebook.ResidualKMeans;
import dev.grlm.data.DatasetFiles;
import dev.grlm.embed.EmbeddingFiles;
import dev.grlm.system.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// TIGER's code books, 3 × 256 by residual k-means, of the text vectors of a run: `BookVariants
/// RUN`. What a level leaves over stays as it is or is brought to length 1; of the vectors all
/// dimensions count, or the leading ones.
public final class BookVariants {
  private static final int LEVELS = 3;
  private static final int CODES = 256;
  private static final int ITERATIONS = 50;
  private static final long SEED = 42;

  private BookVariants() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      System.err.println("usage: BookVariants RUN");
      System.exit(2);
    }
    var run = new RunFolder(Path.of(arguments[0]));
    int items = DatasetFiles.read(run.dataset()).catalog().size();
    var vectors = ItemVectors.of(EmbeddingFiles.read(run.embeddings(), items));
    System.out.println("left over\tdimensions\tperplexity per level\titems in collisions");
    for (int dimensions : new int[] {vectors.width(), 128, 64, 32}) {
      if (dimensions <= vectors.width()) {
        ItemVectors leading = leading(vectors, dimensions).normalized();
        System.out.println("as it is\t" + row(leading, false));
        System.out.println("of length 1\t" + row(leading, true));
      }
    }
  }

  private static ItemVectors leading(ItemVectors vectors, int dimensions) {
    var values = new float[vectors.items() * dimensions];
    for (int item = 0; item < vectors.items(); item++) {
      System.arraycopy(
          vectors.values(), item * vectors.width(), values, item * dimensions, dimensions);
    }
    return new ItemVectors(vectors.items(), dimensions, values);
  }

  private static String row(ItemVectors vectors, boolean unit) {
    Codes codes =
        new ResidualKMeans(LEVELS, CODES, ITERATIONS, unit, SEED)
            .fit(vectors)
            .quantize(vectors)
            .codes();
    CodebookReport report = CodebookReport.of(codes, codes);
    List<String> perplexities =
        report.levels().stream()
            .map(level -> String.format(Locale.ROOT, "%.0f", level.perplexity()))
            .toList();
    return "%d\t%s\t%d"
        .formatted(vectors.width(), String.join(", ", perplexities), report.collidingItems());
  }
}
