/// The stages of a run, its folder and the library's front door.
@NullMarked
package dev.grlm.run;

import org.jspecify.annotations.NullMarked;
