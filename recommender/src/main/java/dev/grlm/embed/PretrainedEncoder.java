package dev.grlm.embed;

/// A pretrained encoder that a module of its own brings with weights and all, and that is asked for
/// by name. Such a module names its implementation in `META-INF/services`; it has a public
/// constructor without parameters, which loads nothing.
public interface PretrainedEncoder {
  /// As it is asked for, in small letters: `minilm`.
  String name();

  /// Which model this is, in which version, by whom, and under which licence, on one line. Rows of
  /// one origin can be compared with each other.
  String origin();

  /// @return rows of length 1; to be closed by the caller
  TextEncoder load();
}
