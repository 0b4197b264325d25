/// What is done to the text of an item before it is stored.
@NullMarked
package dev.grlm.clean;

import org.jspecify.annotations.NullMarked;
