package dev.grlm.systems.etegrec;

import dev.grlm.codebook.Codes;
import dev.grlm.fitting.CodeFiles;
import dev.grlm.lm.twolevel.TwoLevelDecoder;
import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.SafeTensors;
import dev.grlm.tensor.SafeTensors.Native;
import dev.grlm.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the alternation leaves in a folder: `codes.tsv` and what the codes come from, as the stage
/// `codes` does, and `generator.safetensors` with the weights of the generator, its maps to codes
/// and vectors among them.
///
/// @param folder of the alternation
record AlignedFiles(Path folder) {
  CodeFiles codes() {
    return new CodeFiles(folder.resolve("codes.tsv"), folder.resolve("codebook"));
  }

  Path weights() {
    return folder.resolve("generator.safetensors");
  }

  List<Path> all() {
    var files = new ArrayList<>(codes().all());
    files.add(weights());
    return files;
  }

  void write(Parameters generator) throws IOException {
    var tensors = new LinkedHashMap<String, Native>();
    for (String weight : generator.shapes().keySet()) {
      tensors.put(weight, Native.of(generator.tensor(weight)));
    }
    SafeTensors.write(weights(), tensors, Map.of("format", "pt"));
  }

  /// Puts the weights into a decoder of the codes that items have. Of a level, the generator has a
  /// row for each code and the decoder one for each that some item has; a number behind those of
  /// the generator, which tells apart items of a large group, stays as it was drawn.
  ///
  /// @param symbols of each level the codes in order of the decoder's numbers
  /// @throws IOException in one line, when the file is missing, broken or of another shape
  void start(TwoLevelDecoder decoder, List<List<String>> symbols) throws IOException {
    SafeTensors.File file = SafeTensors.read(weights());
    var byCode = new LinkedHashMap<String, Integer>();
    for (int level = 0; level < symbols.size(); level++) {
      byCode.put("slots." + level + ".embedding", level);
      byCode.put("slots." + level + ".bias", level);
    }
    Parameters weights = decoder.parameters();
    for (String name : weights.shapes().keySet()) {
      Integer level = byCode.get(name);
      if (level == null) {
        file.require(name, weights.tensor(name));
        file.copyTo(name, weights.tensor(name));
      } else {
        float[] rows = Tensors.toFloats(weights.tensor(name));
        pick(file.floats(name), rows, symbols.get(level), level);
        Tensors.overwrite(weights.tensor(name), rows);
      }
    }
  }

  private static void pick(float[] all, float[] rows, List<String> symbols, int level) {
    int width = rows.length / symbols.size();
    for (int row = 0; row < symbols.size(); row++) {
      int code = Codes.code(level, symbols.get(row));
      if ((code + 1) * width <= all.length) {
        System.arraycopy(all, code * width, rows, row * width, width);
      }
    }
  }
}
