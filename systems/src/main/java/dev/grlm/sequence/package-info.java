/// Models over sequences of item numbers, for whichever system has a use for them: SASRec, one
/// causal transformer over the numbers of a history's items, which scores every item of the
/// catalogue as the next one.
@NullMarked
package dev.grlm.sequence;

import org.jspecify.annotations.NullMarked;
