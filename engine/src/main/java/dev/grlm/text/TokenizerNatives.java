package dev.grlm.text;

import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.bytedeco.javacpp.Loader;

/// The native library of Hugging Face's tokenizers, as the jar of DJL brings it, loaded once for
/// the process. It must share a class loader with this class, because a native library belongs to
/// the loader of its caller.
///
/// DJL's own loader is passed by: it asks the GPU which build to download and needs a logging
/// framework, and the classes above the bridge report to its makers and cut texts at 512 tokens.
final class TokenizerNatives {
  private static final List<String> WINDOWS =
      List.of("libwinpthread-1.dll", "libgcc_s_seh-1.dll", "libstdc++-6.dll", "tokenizers.dll");

  private static boolean loaded;

  private TokenizerNatives() {}

  /// @throws UnsupportedOperationException when the jar holds nothing for this platform
  static synchronized TokenizersLibrary library() {
    if (!loaded) {
      load(Loader.getPlatform());
      loaded = true;
    }
    return TokenizersLibrary.LIB;
  }

  private static void load(String platform) {
    switch (platform) {
      case "linux-x86_64" -> load("linux-x86_64", List.of("libtokenizers.so"));
      case "linux-arm64" -> load("linux-aarch64", List.of("libtokenizers.so"));
      case "macosx-arm64" -> load("osx-aarch64", List.of("libtokenizers.dylib"));
      case "windows-x86_64" -> load("win-x86_64", WINDOWS);
      default ->
          throw new UnsupportedOperationException("no native tokenizer for platform " + platform);
    }
  }

  @SuppressWarnings("restricted") // loading native code is what this class is for
  private static void load(String directory, List<String> names) {
    for (String name : names) {
      String resource = "/native/lib/" + directory + "/cpu/" + name;
      try {
        File file = Loader.cacheResource(TokenizersLibrary.class, resource);
        if (file == null) {
          throw new UnsupportedOperationException("no " + resource + " on the class path");
        }
        System.load(file.getAbsolutePath());
      } catch (IOException failure) {
        throw new UncheckedIOException("cannot unpack " + resource, failure);
      }
    }
  }
}
