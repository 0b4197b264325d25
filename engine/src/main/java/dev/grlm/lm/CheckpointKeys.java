package dev.grlm.lm;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Which keys of a `config.json` a model reads, which change nothing that is computed here, and
/// what is said of the others. A key that is not known could change the computation, so it is an
/// error.
///
/// @param modelType as errors call it
/// @param read keys that the model reads or refuses itself
/// @param inert further keys that change nothing for this model
public record CheckpointKeys(String modelType, Set<String> read, Set<String> inert) {
  /// Of real checkpoints of any kind: precision is the caller's choice, how a text is drawn is the
  /// generator's business, and the rest is told to programs that train or serve.
  private static final Set<String> IRRELEVANT =
      Set.of(
          "attn_implementation",
          "bad_words_ids",
          "begin_suppress_tokens",
          "chunk_size_feed_forward",
          "decoder_start_token_id",
          "diversity_penalty",
          "do_sample",
          "dtype",
          "early_stopping",
          "encoder_no_repeat_ngram_size",
          "exponential_decay_length_penalty",
          "finetuning_task",
          "forced_bos_token_id",
          "forced_eos_token_id",
          "id2label",
          "keys_to_ignore_at_inference",
          "label2id",
          "length_penalty",
          "max_length",
          "min_length",
          "model_name",
          "no_repeat_ngram_size",
          "num_beam_groups",
          "num_beams",
          "num_labels",
          "num_return_sequences",
          "output_attentions",
          "output_hidden_states",
          "output_scores",
          "prefix",
          "pretraining_tp",
          "problem_type",
          "remove_invalid_values",
          "repetition_penalty",
          "return_dict",
          "return_dict_in_generate",
          "sep_token_id",
          "suppress_tokens",
          "task_specific_params",
          "temperature",
          "tf_legacy_loss",
          "tokenizer_class",
          "top_k",
          "top_p",
          "torch_dtype",
          "torchscript",
          "transformers.js_config",
          "typical_p",
          "use_bfloat16",
          "use_cache");

  /// Notes of programs about themselves: `_name_or_path`, `unsloth_fixed`, `transformers_version`.
  private static final Pattern NOTES = Pattern.compile("_.*|unsloth_.*|.*_version");

  private static final String QUANTISED =
      "says that the weights are quantised; take the folder with those in bf16, fp16 or fp32";

  /// What is worth more than that it is not known.
  private static final Map<String, String> REASONS =
      Map.of(
          "quantization_config", QUANTISED,
          "quantization", QUANTISED,
          "compression_config", QUANTISED,
          "auto_map", "says that the model is a program in the folder, which is not run",
          "num_experts", "says that this is a mixture of experts",
          "text_config", "says that this is a model of more than text",
          "vision_config", "says that this is a model of more than text");

  public CheckpointKeys {
    read = Set.copyOf(read);
    inert = Set.copyOf(inert);
  }

  /// @throws IOException naming the first key that might change what is computed
  public void require(Path file, JsonNode json) throws IOException {
    for (Map.Entry<String, JsonNode> entry : json.properties()) {
      String key = entry.getKey();
      if (!read.contains(key) && !isInert(key, entry.getValue())) {
        String reason =
            REASONS.getOrDefault(
                key,
                "is not known of a "
                    + modelType
                    + " model; take it out if it changes nothing that the model computes");
        throw new IOException(
            "%s: key '%s' %s: %s".formatted(file, key, reason, brief(entry.getValue())));
      }
    }
  }

  /// What is null or false is not there, whatever it is.
  private boolean isInert(String key, JsonNode value) {
    boolean off = value.isNull() || (value.isBoolean() && !value.asBoolean());
    return off || IRRELEVANT.contains(key) || inert.contains(key) || NOTES.matcher(key).matches();
  }

  private static String brief(JsonNode value) {
    String text = value.toString();
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }
}
