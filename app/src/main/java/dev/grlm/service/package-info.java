/// The HTTP service over a live run: routes, limits, tokens, metrics. What is sent and answered
/// stands in `openapi.yaml`.
@NullMarked
package dev.grlm.service;

import org.jspecify.annotations.NullMarked;
