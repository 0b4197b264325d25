/// The front door: what a run is told, its stages called in order, an open run that is asked, and
/// how new items come into one.
@NullMarked
package dev.grlm.run;

import org.jspecify.annotations.NullMarked;
