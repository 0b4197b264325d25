package dev.grlm.coded;

/// Which model generates codes, told by the settings that it has.
public sealed interface CodeDecoder permits CodeDecoderConfig, EncoderDecoderConfig {}
