/// What a run came to, for other programs: lists, ranks, metrics and beams as tables.
@NullMarked
package dev.grlm.export;

import org.jspecify.annotations.NullMarked;
