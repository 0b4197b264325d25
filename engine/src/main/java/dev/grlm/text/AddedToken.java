package dev.grlm.text;

/// A token that is no piece of a word: found in a text as it is written, before anything else.
///
/// @param special whether it is a control mark, which a text without special tokens leaves out; in
///   Qwen3 `<think>` is added and not special
record AddedToken(int id, String content, boolean special) {}
