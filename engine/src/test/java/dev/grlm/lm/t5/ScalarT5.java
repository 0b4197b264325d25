package dev.grlm.lm.t5;

import dev.grlm.lm.ScalarPass;
import dev.grlm.lm.ScalarWeights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A T5 in plain loops over single numbers, written from the paper's equations: slow, without
/// batches, padding, caches or tensors. What the fast one is measured against.
public final class ScalarT5 {
  private static final String EMBEDDING = "shared.weight";

  private final T5Config config;
  private final ScalarWeights weights;

  public ScalarT5(T5 model) {
    this.config = model.config();
    this.weights = new ScalarWeights(model.parameters());
  }

  /// The values themselves; a test may change them.
  public double[] weight(String name) {
    return weights.of(name);
  }

  /// Logits of what may come after each beginning of `answer`, of none of its symbols, of the
  /// first, …, of all but the last.
  public double[][] logits(int[] source, int[] answer) {
    var pass = new Pass();
    return pass.values(pass.logits(pass.encoded(source), answer));
  }

  /// The same after passages, each of which is encoded by itself.
  public double[][] logits(PassagesContext source, int[] answer) {
    var pass = new Pass();
    return pass.values(pass.logits(pass.encoded(source), answer));
  }

  /// Sum over the answer of −log p, in nats.
  public double loss(T5Sample sample) {
    var pass = new Pass();
    return pass.value(pass.loss(pass.encoded(sample.source()), sample.answer()));
  }

  /// The same after passages.
  public double loss(PassagesSample sample) {
    var pass = new Pass();
    return pass.value(pass.loss(pass.encoded(sample.source()), sample.answer()));
  }

  /// Derivatives of [#loss] by every weight.
  public Map<String, double[]> gradient(T5Sample sample) {
    var pass = new Pass();
    return pass.gradient(pass.loss(pass.encoded(sample.source()), sample.answer()));
  }

  /// The same after passages.
  public Map<String, double[]> gradient(PassagesSample sample) {
    var pass = new Pass();
    return pass.gradient(pass.loss(pass.encoded(sample.source()), sample.answer()));
  }

  /// Number of the bias of a key that lies `distance` behind its query, or −`distance` before it.
  private int bucket(int distance, boolean decoder) {
    int side = decoder ? config.buckets() : config.buckets() / 2;
    int base = !decoder && distance > 0 ? side : 0;
    int apart = decoder ? Math.max(0, -distance) : Math.abs(distance);
    int near = side / 2;
    if (apart < near) {
      return base + apart;
    }
    double share = Math.log((double) apart / near) / Math.log((double) config.maxDistance() / near);
    return base + Math.min(side - 1, near + (int) (share * (side - near)));
  }

  /// One computation with all weights as variables.
  private final class Pass extends ScalarPass {
    Pass() {
      super(weights, config.normEpsilon());
    }

    int loss(int[][] encoded, int[] answer) {
      int[][] logits = logits(encoded, answer);
      int loss = tape.value(0);
      for (int depth = 0; depth < logits.length; depth++) {
        loss = tape.add(loss, crossEntropy(logits[depth], answer[depth]));
      }
      return loss;
    }

    int[][] encoded(int[] source) {
      int[][] encoded = embedded(source);
      for (int layer = 0; layer < config.encoderLayers(); layer++) {
        String prefix = "encoder.block." + layer + ".layer.";
        encoded = attention(encoded, null, prefix + "0", "SelfAttention", false);
        encoded = feedForward(encoded, prefix + "1");
      }
      return norm(encoded, "encoder.final_layer_norm.weight");
    }

    /// States of all passages, one behind the other, each plus the vector of its passage's place.
    int[][] encoded(PassagesContext source) {
      var states = new ArrayList<int[]>();
      for (int place = 0; place < source.passages().size(); place++) {
        int[] vector = part(variable("encoder.passage_places.weight"), place, config.width());
        for (int[] state : encoded(source.passages().get(place))) {
          states.add(add(state, vector));
        }
      }
      return states.toArray(int[][]::new);
    }

    int[][] logits(int[][] encoded, int[] answer) {
      var read = new int[answer.length];
      read[0] = config.startId();
      for (int depth = 0; depth + 1 < answer.length; depth++) {
        read[depth + 1] = config.token(depth, answer[depth]);
      }
      int[][] x = embedded(read);
      for (int layer = 0; layer < config.decoderLayers(); layer++) {
        String prefix = "decoder.block." + layer + ".layer.";
        x = attention(x, null, prefix + "0", "SelfAttention", true);
        x = attention(x, encoded, prefix + "1", "EncDecAttention", true);
        x = feedForward(x, prefix + "2");
      }
      x = norm(x, "decoder.final_layer_norm.weight");
      var logits = new int[answer.length][];
      for (int depth = 0; depth < answer.length; depth++) {
        logits[depth] = head(x[depth], depth);
      }
      return logits;
    }

    private int[] head(int[] state, int depth) {
      double scale = config.scaled() ? 1 / Math.sqrt(config.width()) : 1;
      int[] all =
          multiply(
              config.tied() ? EMBEDDING : "lm_head.weight",
              each(state, value -> tape.scale(value, scale)));
      int first = 0;
      if (!config.levels().isEmpty()) {
        first = 1 + config.levels().stream().limit(depth).mapToInt(Integer::intValue).sum();
      }
      int count = config.levels().isEmpty() ? all.length : config.levels().get(depth);
      return Arrays.copyOfRange(all, first, first + count);
    }

    private int[][] embedded(int[] tokens) {
      return Arrays.stream(tokens)
          .mapToObj(token -> part(variable(EMBEDDING), token, config.width()))
          .toArray(int[][]::new);
    }

    /// @param source what is looked at; null for the sequence itself
    private int[][] attention(
        int[][] x, int @Nullable [][] source, String layer, String name, boolean decoder) {
      String prefix = layer + "." + name;
      int[][] asking = norm(x, layer + ".layer_norm.weight");
      int[][] seen = source == null ? asking : source;
      int[][] queries = multiply(prefix + ".q.weight", asking);
      int[][] keys = multiply(prefix + ".k.weight", seen);
      int[][] values = multiply(prefix + ".v.weight", seen);
      var output = new int[x.length][];
      for (int t = 0; t < x.length; t++) {
        int last = source == null && decoder ? t : seen.length - 1;
        var context = new int[config.heads() * config.headWidth()];
        for (int head = 0; head < config.heads(); head++) {
          int[] query = part(queries[t], head, config.headWidth());
          var shares = new int[last + 1];
          for (int s = 0; s <= last; s++) {
            int score = tape.product(query, part(keys[s], head, config.headWidth()));
            if (source == null) {
              score = tape.add(score, bias(s - t, head, decoder));
            }
            shares[s] = tape.exponential(score);
          }
          int whole = tape.inverse(tape.sum(shares));
          for (int i = 0; i < config.headWidth(); i++) {
            int place = head * config.headWidth() + i;
            int sum = tape.value(0);
            for (int s = 0; s <= last; s++) {
              sum = tape.add(sum, tape.multiply(shares[s], values[s][place]));
            }
            context[place] = tape.multiply(sum, whole);
          }
        }
        output[t] = add(x[t], multiply(prefix + ".o.weight", context));
      }
      return output;
    }

    /// The table of the stack's first layer serves all of its layers.
    private int bias(int distance, int head, boolean decoder) {
      String table =
          (decoder ? "decoder" : "encoder")
              + ".block.0.layer.0.SelfAttention.relative_attention_bias.weight";
      return variable(table)[bucket(distance, decoder) * config.heads() + head];
    }

    private int[][] feedForward(int[][] x, String layer) {
      String prefix = layer + ".DenseReluDense.";
      var output = new int[x.length][];
      for (int t = 0; t < x.length; t++) {
        int[] inner = norm(x[t], layer + ".layer_norm.weight");
        int[] hidden;
        if (config.gated()) {
          int[] gate = each(multiply(prefix + "wi_0.weight", inner), this::gelu);
          int[] up = multiply(prefix + "wi_1.weight", inner);
          hidden = new int[gate.length];
          for (int i = 0; i < gate.length; i++) {
            hidden[i] = tape.multiply(gate[i], up[i]);
          }
        } else {
          hidden = each(multiply(prefix + "wi.weight", inner), tape::rectify);
        }
        output[t] = add(x[t], multiply(prefix + "wo.weight", hidden));
      }
      return output;
    }

    /// ½ x (1 + tanh(√(2/π) (x + 0.044715 x³))), with 1 + tanh(u) = 2 − 2 / (1 + e^2u).
    private int gelu(int x) {
      int cube = tape.multiply(x, tape.multiply(x, x));
      int u = tape.scale(tape.add(x, tape.scale(cube, 0.044715)), Math.sqrt(2 / Math.PI));
      int fraction = tape.inverse(tape.shift(tape.exponential(tape.scale(u, 2)), 1));
      return tape.multiply(x, tape.shift(tape.scale(fraction, -1), 1));
    }

    private int[][] norm(int[][] x, String gain) {
      return Arrays.stream(x).map(row -> norm(row, gain)).toArray(int[][]::new);
    }

    private int[][] multiply(String name, int[][] rows) {
      return Arrays.stream(rows).map(row -> multiply(name, row)).toArray(int[][]::new);
    }
  }
}
