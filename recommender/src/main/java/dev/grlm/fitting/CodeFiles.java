package dev.grlm.fitting;

import dev.grlm.codebook.CodeTables;
import dev.grlm.codebook.CodeTitles;
import dev.grlm.codebook.CodebookReport;
import dev.grlm.codebook.Codes;
import dev.grlm.codebook.CodesFile;
import dev.grlm.codebook.Quantized;
import dev.grlm.codebook.Quantizer;
import dev.grlm.codebook.QuantizerFolder;
import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.ItemOrder;
import dev.grlm.io.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Codes of a catalogue and what they come from, as files.
///
/// @param codes the table; written last, when all other files are there
/// @param folder with the quantizer, `codebook.tsv` with what each code is about, and
///   `codebook.json` with the report
public record CodeFiles(Path codes, Path folder) {
  public List<Path> all() {
    var files = new ArrayList<>(QuantizerFolder.files(folder));
    files.add(folder.resolve("codebook.tsv"));
    files.add(folder.resolve("codebook.json"));
    files.add(codes);
    return files;
  }

  /// What was written.
  ///
  /// @param dataset whose catalogue has the codes, and whose training positions say which items
  ///   come first
  /// @throws IOException in one line, when a file is missing, broken or of another catalogue
  public CodeTables read(Dataset dataset) throws IOException {
    return new CodeTables(
        dataset.catalog(),
        ItemOrder.byPopularity(dataset),
        CodesFile.read(codes, dataset.catalog()),
        Json.read(folder.resolve("codebook.json"), CodebookReport.class),
        CodeTitles.read(folder.resolve("codebook.tsv")),
        folder);
  }

  /// @param quantized as the quantizer gave them
  /// @param resolved as the items have them
  /// @return what `codebook.json` says
  public CodebookReport write(
      Catalog catalog, Quantizer quantizer, Quantized quantized, Codes resolved)
      throws IOException {
    CodebookReport report = CodebookReport.of(quantized.codes(), resolved);
    QuantizerFolder.save(quantizer, folder);
    CodeTitles.write(folder.resolve("codebook.tsv"), catalog, quantized);
    Json.write(folder.resolve("codebook.json"), report);
    CodesFile.write(codes, catalog, resolved);
    return report;
  }
}
