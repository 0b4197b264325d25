/// IDGenRec: items are named by words of their own texts, as many as it takes to tell them apart,
/// and a decoder trained from scratch generates the words of the next item.
@NullMarked
package dev.grlm.systems.idgenrec;

import org.jspecify.annotations.NullMarked;
