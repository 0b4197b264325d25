/// The front door of the module: from foreign files to a native folder.
@NullMarked
package dev.grlm.convert;

import org.jspecify.annotations.NullMarked;
