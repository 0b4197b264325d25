/// SASRec as a system: the baseline of sequential recommendation.
@NullMarked
package dev.grlm.systems.sasrec;

import org.jspecify.annotations.NullMarked;
