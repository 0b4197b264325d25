/// The last stage: all rows of a run judged on one split, as JSON, as one page and as lists.
@NullMarked
package dev.grlm.report;

import org.jspecify.annotations.NullMarked;
