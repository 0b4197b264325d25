/// What a run says about itself: `report.json` as records, the same as one HTML page, and tables
/// for terminals. Knows plain values only, not how they were computed.
@NullMarked
package dev.grlm.report;

import org.jspecify.annotations.NullMarked;
