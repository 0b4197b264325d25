package dev.grlm.samples;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/// Arguments: the URL of a service, a user and perhaps a token. Prints the answer of the service.
class AskService {
  public static void main(String[] args) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(args[0]).resolve("/v1/recommendations"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"user\": \"%s\", \"k\": 3}".formatted(args[1])));
    if (args.length > 2) {
      request.header("Authorization", "Bearer " + args[2]);
    }
    try (var client = HttpClient.newHttpClient()) {
      System.out.println(client.send(request.build(), BodyHandlers.ofString()).body());
    }
  }
}
