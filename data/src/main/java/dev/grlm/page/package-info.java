/// HTML pages, tables and charts, and tables for terminals; nothing of recommendation.
@NullMarked
package dev.grlm.page;

import org.jspecify.annotations.NullMarked;
