package dev.grlm.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Holds answers against what `openapi.yaml` says of them, so that no fake answers what the service
/// would not. Thread-safe.
final class Described {
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

  private final JsonNode document;
  private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();

  private Described(JsonNode document) {
    this.document = document;
  }

  static Described read() throws IOException {
    try (InputStream stream = Described.class.getResourceAsStream("openapi.yaml")) {
      return new Described(new YAMLMapper().readTree(Objects.requireNonNull(stream)));
    }
  }

  /// What is wrong with an answer, in words; nothing where all is well.
  List<String> faults(String method, String path, int status, JsonNode body) {
    Optional<String> template = template(path);
    if (template.isEmpty()) {
      return status == 404 ? List.of() : List.of("nothing is described at " + path);
    }
    String place = method + " " + template.get() + " " + status;
    return schemas
        .computeIfAbsent(place, _ -> schema(method, template.get(), status))
        .validate(body)
        .stream()
        .map(fault -> place + ": " + fault + " in " + body)
        .toList();
  }

  private Optional<String> template(String path) {
    String[] segments = path.split("/", -1);
    return document.path("paths").properties().stream()
        .map(Map.Entry::getKey)
        .filter(template -> fits(template.split("/", -1), segments))
        .findFirst();
  }

  private static boolean fits(String[] template, String[] segments) {
    boolean fits = template.length == segments.length;
    for (int i = 0; fits && i < template.length; i++) {
      fits = template[i].startsWith("{") ? i > 1 : template[i].equals(segments[i]);
    }
    return fits;
  }

  /// What an operation does not list is a problem, as the document's head says.
  private JsonSchema schema(String method, String template, int status) {
    JsonNode response =
        document
            .path("paths")
            .path(template)
            .path(method.toLowerCase(Locale.ROOT))
            .path("responses")
            .path(Integer.toString(status));
    if (response.has("$ref")) {
      response = document.at(response.path("$ref").asText().substring(1));
    }
    JsonNode schema = document.at("/components/schemas/Problem");
    if (response.has("content")) {
      schema = response.path("content").elements().next().path("schema");
    }
    ObjectNode whole = schema.deepCopy();
    whole.set("components", document.path("components"));
    return SCHEMAS.getSchema(whole);
  }
}
