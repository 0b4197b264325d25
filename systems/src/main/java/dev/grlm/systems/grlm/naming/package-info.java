/// Who names the items, and how: the settings of every way to Term IDs.
@NullMarked
package dev.grlm.systems.grlm.naming;

import org.jspecify.annotations.NullMarked;
