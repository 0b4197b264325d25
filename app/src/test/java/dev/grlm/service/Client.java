package dev.grlm.service;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.io.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A client of a service that runs in this process.
record Client(HttpClient http, String url, @Nullable String token) {
  static Client of(GrlmService service) {
    return new Client(HttpClient.newHttpClient(), service.url(), null);
  }

  Client with(@Nullable String other) {
    return new Client(http, url, other);
  }

  /// A status with what came with it.
  record Answer(int status, String body, HttpResponse<String> response) {
    JsonNode json() throws IOException {
      return Json.parse(body);
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path.substring(1))).timeout(Duration.ofSeconds(30));
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  Answer send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    return new Answer(response.statusCode(), response.body(), response);
  }

  Answer get(String path) throws IOException, InterruptedException {
    return send(request(path).build());
  }

  Answer delete(String path) throws IOException, InterruptedException {
    return send(request(path).DELETE().build());
  }

  Answer post(String path, String body) throws IOException, InterruptedException {
    return send("POST", path, "application/json", body);
  }

  Answer put(String path, String body) throws IOException, InterruptedException {
    return send("PUT", path, "application/json", body);
  }

  Answer send(String method, String path, String type, String body)
      throws IOException, InterruptedException {
    return send(
        request(path)
            .method(method, BodyPublishers.ofString(body))
            .header("Content-Type", type)
            .build());
  }
}
