/// SASRec: one causal transformer over the numbers of a history's items, which scores every item of
/// the catalogue as the next one. The baseline of sequential recommendation.
@NullMarked
package dev.grlm.systems.sasrec;

import org.jspecify.annotations.NullMarked;
