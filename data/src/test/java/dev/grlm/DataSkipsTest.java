package dev.grlm;

import dev.grlm.testkit.SkipContract;

/// The tests of this module keep to [dev.grlm.testkit.SkipRules].
class DataSkipsTest extends SkipContract {}
