package dev.grlm.coded;

/// Which model generates codes: one that systems share, told by its settings, or a system's own.
public sealed interface CodeDecoder permits CodeDecoderConfig, EncoderDecoderConfig, CodeModel {}
