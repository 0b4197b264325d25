/// The grlm command.
@NullMarked
package dev.grlm.cli;

import org.jspecify.annotations.NullMarked;
