/// What a data set is like, as figures, text and a page.
@NullMarked
package dev.grlm.summary;

import org.jspecify.annotations.NullMarked;
