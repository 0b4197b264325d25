/// What systems share whose items are named by codes or by words: the models that generate them,
/// how they are trained and opened, and what they can do.
@NullMarked
package dev.grlm.coded;

import org.jspecify.annotations.NullMarked;
