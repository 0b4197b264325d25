/// What arrived since a run was fitted, kept on the disk: an append-only log, and files by user
/// that it is folded into.
@NullMarked
package dev.grlm.journal;

import org.jspecify.annotations.NullMarked;
