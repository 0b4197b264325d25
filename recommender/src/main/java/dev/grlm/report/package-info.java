/// What a run says about itself.
@NullMarked
package dev.grlm.report;

import org.jspecify.annotations.NullMarked;
