/// What the tests of every module share; never part of a release.
@NullMarked
package dev.grlm.testkit;

import org.jspecify.annotations.NullMarked;
