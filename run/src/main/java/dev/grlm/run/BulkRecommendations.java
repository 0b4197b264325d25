package dev.grlm.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.data.History;
import dev.grlm.io.Json;
import dev.grlm.io.RunListener;
import dev.grlm.recommend.Query;
import dev.grlm.recommend.Recommendation;
import dev.grlm.report.RecommendationFile;
import java.io.BufferedInputStream;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// Recommendations for all users of a run, a line of JSON each, in the order of the data: what
/// comes next after everything they did. Written to `FILE.part`, which becomes `FILE` when it is
/// whole; an interrupted one is taken up after its last whole batch. Stateless.
public final class BulkRecommendations {
  private static final int BATCH = 64;

  private BulkRecommendations() {}

  /// @param k items per user, ≥ 1
  /// @return how many users stood in the file already
  /// @throws IOException naming the file, when it cannot be written, or its part is of another run
  ///   or of another `k` or domain
  public static int write(Grlm grlm, int k, Path file, RunListener listener) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    List<History> users = grlm.histories();
    String domain = grlm.domain().orElse("");
    int done = Files.exists(part) ? resumed(part, users, k, domain) : 0;
    try (BufferedWriter writer =
        Files.newBufferedWriter(
            part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
      for (int from = done; from < users.size(); from += BATCH) {
        List<History> batch = users.subList(from, Math.min(users.size(), from + BATCH));
        var queries = new ArrayList<Query>();
        batch.forEach(user -> queries.add(Query.of(user.items(), k, grlm.repeats())));
        List<List<Recommendation>> lists = grlm.recommend(queries);
        for (int place = 0; place < batch.size(); place++) {
          writer.write(line(batch.get(place).user(), k, lists.get(place), grlm));
          writer.write('\n');
        }
        writer.flush();
        listener.progress("recommend", from + (long) batch.size(), users.size(), "");
      }
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    return done;
  }

  private static String line(String user, int k, List<Recommendation> list, Grlm grlm) {
    ObjectNode line = Json.object();
    line.put("user", user);
    line.put("k", k);
    grlm.domain().ifPresent(domain -> line.put("domain", domain));
    var items = line.putArray("items");
    list.forEach(place -> items.add(RecommendationFile.json(place, grlm.catalog())));
    return Json.line(line);
  }

  /// Keeps the whole batches of a part, so that later ones hold the same users as without a break:
  /// in other company the last digits of a score may be others. Gives the number of users kept.
  private static int resumed(Path part, List<History> users, int k, String domain)
      throws IOException {
    long kept = 0;
    int lines = 0;
    long offset = 0;
    try (var reader = new BufferedInputStream(Files.newInputStream(part))) {
      var bytes = new ByteArrayOutputStream();
      for (int one = reader.read(); one >= 0; one = reader.read()) {
        bytes.write(one);
        if (one == '\n') {
          check(bytes.toString(StandardCharsets.UTF_8), part, lines, users, k, domain);
          offset += bytes.size();
          bytes.reset();
          lines++;
          kept = lines % BATCH == 0 || lines == users.size() ? offset : kept;
        }
      }
    }
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
      channel.truncate(kept);
    }
    return lines == users.size() ? lines : lines / BATCH * BATCH;
  }

  private static void check(
      String line, Path part, int place, List<History> users, int k, String domain)
      throws IOException {
    JsonNode tree = Json.parse(line);
    String expected = place < users.size() ? users.get(place).user() : "";
    if (!tree.path("user").asText().equals(expected)
        || tree.path("k").asInt() != k
        || !tree.path("domain").asText().equals(domain)) {
      throw new IOException(
          "%s:%d: not of this run with k = %d%s; delete the file to begin anew"
              .formatted(
                  part, place + 1, k, domain.isEmpty() ? "" : " and the domain '" + domain + "'"));
    }
  }
}
