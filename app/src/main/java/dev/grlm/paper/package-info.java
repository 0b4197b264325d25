/// The tables of the paper (arXiv 2601.06798), each a class that reads like the table: its
/// variants, its columns, and what is measured beyond a plain fit.
@NullMarked
package dev.grlm.paper;

import org.jspecify.annotations.NullMarked;
