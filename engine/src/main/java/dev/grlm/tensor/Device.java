package dev.grlm.tensor;

import org.bytedeco.pytorch.global.torch;

/// Where tensors live: the host's memory or one CUDA card's.
///
/// @param cuda whether it is a card
/// @param index of the card; 0 for the host
public record Device(boolean cuda, int index) {
  public static final Device CPU = new Device(false, 0);

  public Device {
    if (index < 0 || (!cuda && index != 0)) {
      throw new IllegalArgumentException("there is no device " + index + " of that kind");
    }
  }

  /// `cpu`, `cuda` (the first card), `cuda:i`, or `auto`: the first card where libtorch sees one,
  /// else the host.
  ///
  /// @throws IllegalArgumentException in one line, when the word is none of these or the card is
  ///   not there
  public static Device parse(String word) {
    return switch (word) {
      case "cpu" -> CPU;
      case "auto" -> cards() > 0 ? new Device(true, 0) : CPU;
      case "cuda" -> present(new Device(true, 0));
      case String card when card.matches("cuda:[0-9]{1,3}") ->
          present(new Device(true, Integer.parseInt(card.substring("cuda:".length()))));
      case String other ->
          throw new IllegalArgumentException(
              "unknown device '" + other + "'; it is cpu, cuda, cuda:0, cuda:1, … or auto");
    };
  }

  private static Device present(Device wanted) {
    int cards = cards();
    if (wanted.index >= cards) {
      throw new IllegalArgumentException(
          "there is no device "
              + wanted.word()
              + "; libtorch sees "
              + (cards == 0 ? "no CUDA card" : cards + " CUDA cards")
              + " (grlm doctor says why)");
    }
    return wanted;
  }

  /// How many CUDA cards libtorch sees; 0 where it was built without CUDA.
  public static int cards() {
    Natives.load();
    return torch.cuda_is_available() ? Math.toIntExact(torch.cuda_device_count()) : 0;
  }

  /// As [#parse] reads it.
  public String word() {
    return cuda ? "cuda:" + index : "cpu";
  }

  /// For libtorch. Belongs to the caller's scope.
  public org.bytedeco.pytorch.Device torch() {
    return new org.bytedeco.pytorch.Device(word());
  }
}
