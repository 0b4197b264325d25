package dev.grlm.journal;

import java.security.SecureRandom;
import java.util.HexFormat;

/// What is hashed with the id of an erased user, so that no table made elsewhere finds it. Of an id
/// that somebody guesses the journal's owner can still tell whether it was erased: that is what the
/// hash is for.
///
/// @param hex empty for a journal of before, whose hashes are of the id alone
public record Salt(String hex) {
  static final Salt NONE = new Salt("");

  static Salt random() {
    byte[] bytes = new byte[16];
    new SecureRandom().nextBytes(bytes);
    return new Salt(HexFormat.of().formatHex(bytes));
  }

  /// What stands for an erased user.
  public String hash(String user) {
    return salted(Entry.hash(user));
  }

  /// The same of [Entry#hash], which is all that a journal of before has.
  String salted(String plain) {
    return hex.isEmpty() ? plain : Entry.hash(hex + plain);
  }

  /// A number to start hashes with, so that nobody outside can choose ids that collide.
  long seed() {
    return hex.isEmpty() ? 0 : Long.parseUnsignedLong(hex, 0, 16, 16);
  }
}
