/// What the training stages of all systems share.
@NullMarked
package dev.grlm.fitting;

import org.jspecify.annotations.NullMarked;
