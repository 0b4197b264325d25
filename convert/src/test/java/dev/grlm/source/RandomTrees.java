package dev.grlm.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Random;

/// Trees of every kind of value.
final class RandomTrees {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String CHARACTERS = "ab'\"\\ \n\t\u0000\u00e9\u4e2d{}[]:,";

  private RandomTrees() {}

  static JsonNode tree(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 6 : 8)) {
      case 0 -> NODES.textNode(text(random));
      case 1 -> NODES.numberNode(random.nextLong());
      case 2 -> NODES.numberNode(random.nextGaussian() * 1e5);
      case 3 -> NODES.booleanNode(random.nextBoolean());
      case 4 -> NODES.nullNode();
      case 5 -> NODES.textNode(text(random) + "\ud83d\ude00");
      case 6 -> list(random, depth);
      default -> dict(random, depth);
    };
  }

  private static ArrayNode list(Random random, int depth) {
    ArrayNode list = NODES.arrayNode();
    for (int left = random.nextInt(4); left > 0; left--) {
      list.add(tree(random, depth - 1));
    }
    return list;
  }

  private static ObjectNode dict(Random random, int depth) {
    ObjectNode dict = NODES.objectNode();
    for (int left = random.nextInt(4); left > 0; left--) {
      dict.set(text(random), tree(random, depth - 1));
    }
    return dict;
  }

  private static String text(Random random) {
    var out = new StringBuilder();
    for (int left = random.nextInt(6); left > 0; left--) {
      out.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
    }
    return out.toString();
  }
}
