/// Whether anything that is fitted, or recommends, has seen what it is judged by.
@NullMarked
package dev.grlm.leak;

import org.jspecify.annotations.NullMarked;
