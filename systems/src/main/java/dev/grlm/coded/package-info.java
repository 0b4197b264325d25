/// What systems share whose items are named by codes: the two-level decoder over codes, how it is
/// trained and opened, and what it can do.
@NullMarked
package dev.grlm.coded;

import org.jspecify.annotations.NullMarked;
