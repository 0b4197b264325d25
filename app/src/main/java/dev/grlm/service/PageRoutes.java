package dev.grlm.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.grlm.io.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The page, its script library and the description of the API, all from the class path. A name of
/// a file has no slash and begins with a letter or digit, so no path leads elsewhere.
final class PageRoutes {
  private static final Pattern FILE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
  private static final String ECHARTS = "dist/echarts.esm.min.js";
  private static final String YAML = "application/yaml";
  private static final String SCRIPT = "text/javascript; charset=utf-8";

  /// What was read or made once, by its name: there are only so many names.
  private static final Map<String, byte[]> KEPT = new ConcurrentHashMap<>();

  /// What the page may load, and that no other page may hold it in a frame.
  static final String POLICY =
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
          + " frame-ancestors 'none'";

  private static final Map<String, String> GUARDS =
      Map.of(
          "Content-Security-Policy",
          POLICY,
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "no-referrer",
          "Cache-Control",
          "no-cache");
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", SCRIPT,
          "json", "application/json",
          "svg", "image/svg+xml",
          "png", "image/png",
          "ico", "image/x-icon",
          "txt", "text/plain; charset=utf-8");

  List<Route> list() {
    return List.of(
        Route.open("/", "", _ -> file("index.html")),
        Route.open("/openapi.yaml", YAML, _ -> found(YAML, bytes("openapi.yaml"))),
        Route.open(
            "/openapi.json",
            Reply.JSON,
            _ -> found(Reply.JSON, kept("openapi.json", PageRoutes::madeOpenApiJson))),
        Route.open(
            "/vendor/echarts.esm.min.js",
            "",
            _ -> found(SCRIPT, kept(ECHARTS, PageRoutes::readEcharts))),
        Route.open("/{file}", "", new Files()));
  }

  /// The page's files: a name that is none knows no method.
  private static final class Files implements Route.Handler {
    @Override
    public Reply answer(Call call) throws IOException {
      return file(call.path("file"));
    }

    @Override
    public boolean exists(Map<String, String> path) {
      String name = path.getOrDefault("file", "");
      return type(name) != null
          && FILE.matcher(name).matches()
          && PageRoutes.class.getResource("page/" + name) != null;
    }
  }

  private static @Nullable String type(String name) {
    return TYPES.get(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
  }

  /// Made from the other one, so that both say the same.
  private static byte[] madeOpenApiJson() throws IOException {
    JsonNode tree = new YAMLMapper().readTree(bytes("openapi.yaml"));
    return Json.line(tree).getBytes(StandardCharsets.UTF_8);
  }

  private static Reply file(String name) throws IOException {
    String type = type(name);
    if (type == null || !FILE.matcher(name).matches()) {
      throw Problem.of(404, "there is nothing at this path");
    }
    return found(type, bytes("page/" + name));
  }

  /// Its version is a part of the path within the jar.
  private static byte @Nullable [] readEcharts() throws IOException {
    var properties = new Properties();
    byte[] packaged = libraryBytes("META-INF/maven/org.mvnpm/echarts/pom.properties");
    if (packaged != null) {
      properties.load(new ByteArrayInputStream(packaged));
    }
    String version = properties.getProperty("version", "");
    return libraryBytes("META-INF/resources/_static/echarts/" + version + "/" + ECHARTS);
  }

  private static Reply found(String type, byte @Nullable [] bytes) {
    if (bytes == null) {
      throw Problem.of(404, "there is nothing at this path");
    }
    return Reply.shared(type, bytes, GUARDS);
  }

  /// Where bytes come from the first time.
  @FunctionalInterface
  private interface Source {
    byte @Nullable [] read() throws IOException;
  }

  /// @return null where there is nothing of this name
  private static byte @Nullable [] kept(String name, Source source) throws IOException {
    byte[] known = KEPT.get(name);
    if (known != null) {
      return known;
    }
    byte[] fresh = source.read();
    if (fresh != null) {
      KEPT.put(name, fresh);
    }
    return fresh;
  }

  private static byte @Nullable [] bytes(String resource) throws IOException {
    return kept(resource, () -> read(PageRoutes.class.getResourceAsStream(resource)));
  }

  /// Of another jar. A class of a module finds only what its own module has.
  private static byte @Nullable [] libraryBytes(String resource) throws IOException {
    return read(PageRoutes.class.getClassLoader().getResourceAsStream(resource));
  }

  private static byte @Nullable [] read(@Nullable InputStream resource) throws IOException {
    try (resource) {
      return resource == null ? null : resource.readAllBytes();
    }
  }
}
