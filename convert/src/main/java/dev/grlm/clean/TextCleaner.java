package dev.grlm.clean;

import dev.grlm.data.Counts;
import dev.grlm.data.Item;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/// Makes plain text of the HTML that shops put into titles and descriptions; what stands between
/// angle brackets and is no HTML is text. Ids are left alone. For one thread, because it counts.
public final class TextCleaner {
  public static final String HTML = "texts with HTML entities or tags, cleaned";
  public static final String SCRIPTS = "texts that are page scripts, dropped";
  public static final String CONTROLS = "texts with control characters, cleaned";

  /// Dumps encode twice, `&amp;quot;`; more often than that nobody does.
  private static final int MOST_ENCODINGS = 3;

  private final Counts counts = new Counts();

  /// What was cleaned so far, by reason.
  public SortedMap<String, Long> counts() {
    return counts.byReason();
  }

  /// The item with plain text in every field.
  public Item clean(Item item) {
    Map<String, String> fields = new LinkedHashMap<>();
    item.fields().forEach((name, text) -> fields.put(name, clean(text)));
    return new Item(
        item.id(),
        clean(item.title()),
        clean(item.brand()),
        clean(item.categories()),
        clean(item.moreCategories()),
        clean(item.description()),
        item.domain(),
        fields);
  }

  private List<String> clean(List<String> texts) {
    return texts.stream().map(this::clean).filter(text -> !text.isEmpty()).toList();
  }

  /// `text` without tags and entities, control characters and surplus blanks; nothing where it is a
  /// script or a style sheet of the page that the text was taken from.
  public String clean(String text) {
    String plain = text;
    for (int times = 0; times < MOST_ENCODINGS && mayBeHtml(plain); times++) {
      String parsed = parsed(plain);
      if (parsed.equals(plain)) {
        break;
      }
      plain = parsed;
    }
    counts.add(HTML, plain.equals(text) ? 0 : 1);
    if (plain.chars().anyMatch(TextCleaner::odd)) {
      counts.add(CONTROLS);
    }
    String squeezed = squeezed(plain);
    if (PageCode.is(squeezed)) {
      counts.add(SCRIPTS);
      return "";
    }
    return squeezed;
  }

  /// An entity, or markup.
  private static boolean mayBeHtml(String text) {
    for (int at = text.indexOf('&'); at >= 0; at = text.indexOf('&', at + 1)) {
      char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
      if (((next | 0x20) >= 'a' && (next | 0x20) <= 'z') || next == '#') {
        return true;
      }
    }
    return new Markup(text).isThere();
  }

  private static String parsed(String html) {
    Document document = Jsoup.parseBodyFragment(new Markup(html).only());
    var text = new StringBuilder(html.length());
    document
        .body()
        .traverse(
            new NodeVisitor() {
              @Override
              public void head(Node node, int depth) {
                if (node instanceof TextNode words) {
                  text.append(words.getWholeText());
                } else if (node instanceof Element && depth > 0) {
                  text.append(' ');
                }
              }

              @Override
              public void tail(Node node, int depth) {
                if (node instanceof Element && depth > 0) {
                  text.append(' ');
                }
              }
            });
    return text.toString();
  }

  private static boolean odd(int c) {
    return Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t';
  }

  /// One blank for every run of white space and control characters, none at the ends.
  private static String squeezed(String text) {
    var out = new StringBuilder(text.length());
    boolean gap = false;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (Character.isWhitespace(c) || Character.isISOControl(c) || c == '\u00a0') {
        gap = !out.isEmpty();
      } else {
        if (gap) {
          out.append(' ');
          gap = false;
        }
        out.append(c);
      }
    }
    return out.toString();
  }
}
