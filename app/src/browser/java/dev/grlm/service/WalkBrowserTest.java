package dev.grlm.service;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.grlm.data.Item;
import dev.grlm.live.Experiment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A walk through all views at the real service, on the demo's run with a short training or on the
/// run that `-Dgrlm.walk.run` names. Leaves pictures in `target/screenshots/walk`, and finds no
/// violation by axe in either theme at any width.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith({Chromium.class, DemoBrowserTest.BrowserOf.class})
class WalkBrowserTest {
  private static final List<Integer> WIDTHS = List.of(320, 390, 768, 1280, 1920);
  private static final List<Integer> PICTURED = List.of(390, 1280);

  private final Map<String, View> views = new LinkedHashMap<>();
  private ServedShop shop;

  /// @param shown what is there when the view is
  /// @param then what is done there before anybody looks
  private record View(String address, String shown, Consumer<Page> then) {
    View(String address, String shown) {
      this(address, shown, _ -> {});
    }
  }

  /// Presses a button, and waits for what is there afterwards.
  private static Consumer<Page> pressing(String button, String shown) {
    return page -> {
      var named = new Page.GetByRoleOptions().setName(button).setExact(true);
      page.getByRole(AriaRole.BUTTON, named).click();
      assertThat(page.locator(shown).first()).isVisible();
    };
  }

  /// An item that is like another one in all but its id.
  private static Consumer<Page> typing(Item like) {
    return page -> {
      page.locator("[id^=id-]").fill("new-1");
      page.locator("[id^=title-]").fill(like.title());
      page.locator("[id^=brand-]").fill(like.brand());
      page.locator("[id^=categories-]").fill(String.join("\n", like.categories()));
      page.locator("[id^=description-]").fill(like.description());
      pressing("Propose its Term ID", ".proposal .item-line").accept(page);
    };
  }

  @BeforeAll
  void serve(Browser browser, @TempDir Path folder) throws Exception {
    Path run = DemoRun.in(folder);
    // Against itself: what is looked at here is how that looks.
    var experiment = new Experiment("walk", run, 0.5);
    shop = new ServedShop(browser, run, folder.resolve("journal"), Tokens.none(), experiment);
    String user = shop.live.searchUsers("", 12).getLast();
    String item = shop.live.history(user).orElseThrow().getLast().id();
    Item like = shop.live.item(item).orElseThrow().item();
    String term = shop.live.item(item).orElseThrow().identifier().symbols().getFirst();
    var client = Client.of(shop.service);
    String event = "{\"events\":[{\"user\":\"" + user + "\",\"item\":\"" + item + "\"}]}";
    assertThat(client.post("/v1/events", event).status()).isEqualTo(200);
    views.put("welcome", new View("#/recommend", ".starters a"));
    views.put("recommend", new View("#/recommend?user=" + user, ".recommendation"));
    views.put("beside", new View("#/recommend?user=" + user + "&k=5&beside=1", "[data-in=both]"));
    views.put(
        "compose", new View("#/recommend?item=" + item + "&k=3", ".history-editor .item-title"));
    views.put("beams", new View("#/beams?user=" + user, "beam-tree [role=treeitem]"));
    views.put(
        "beams-unfolded",
        new View(
            "#/beams?user=" + user,
            "beam-tree [role=treeitem]",
            pressing("Unfold all", "[aria-level='6']")));
    views.put("catalogue", new View("#/catalogue", ".pager a"));
    views.put("found", new View("#/catalogue?query=" + term, ".term-jump .chip"));
    views.put("item", new View("#/item/" + item, ".item-page .item-line"));
    views.put("term", new View("#/term/" + term, ".siblings li"));
    views.put("add", new View("#/edit", ".proposal .hint"));
    views.put("propose", new View("#/edit", ".proposal .hint", typing(like)));
    views.put(
        "change",
        new View(
            "#/edit/" + item,
            ".proposal .hint",
            pressing("Propose its Term ID", ".proposal .item-line")));
    views.put(
        "withdraw", new View("#/item/" + item, ".facts", pressing("Withdraw", "#confirm[open]")));
    views.put("users", new View("#/users", ".pager a"));
    views.put("user", new View("#/user/" + user, ".item-line"));
    views.put("report", new View("#/report", ".chart svg"));
    views.put("service", new View("#/service", ".changes li"));
    views.put("not-found", new View("#/elsewhere", "h1"));
  }

  @AfterAll
  void stop() throws IOException {
    shop.close();
  }

  private Page open(View view, int width, ColorScheme scheme) {
    Page page = shop.open(view.address(), width, scheme);
    assertThat(page.locator(view.shown()).first()).isVisible();
    view.then().accept(page);
    return page;
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void everyViewInEveryWidth(ColorScheme scheme) {
    var found = new ArrayList<String>();
    views.forEach((name, view) -> {
      Page page = open(view, WIDTHS.getLast(), scheme);
      for (int width : WIDTHS.reversed()) {
        page.setViewportSize(width, 900);
        String place = name + "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT);
        if (PICTURED.contains(width)) {
          BrowserCase.screenshot(page, "walk/" + place);
        }
        Axe.violations(page).forEach(violation -> found.add(place + ": " + violation));
        Object overhang =
            page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (!overhang.equals(0)) {
          found.add(place + ": wider than the screen by " + overhang);
        }
      }
      shop.faults().forEach(fault -> found.add(name + ": " + fault));
    });
    assertThat(found).isEmpty();
  }

  /// From the head of the page to an item's page, by Tab, arrows and Enter.
  @Test
  void theWayToAnItemByKeyboardAlone() {
    Page page = shop.open("", 1280, ColorScheme.LIGHT);
    assertThat(page.locator(".starters a").first()).isVisible();
    tabTo(page, "input[role=combobox]");
    assertThat(page.locator("[role=option]").first()).isVisible();
    page.keyboard().press("ArrowDown");
    page.keyboard().press("Enter");
    assertThat(page.locator(".recommendation").first()).isVisible();
    tabTo(page, ".recommendation .item-title");
    page.keyboard().press("Enter");
    assertThat(page.locator("h1")).isFocused();
    tabTo(page, "main button.danger");
    page.keyboard().press("Enter");
    Locator leave = page.locator("#confirm [value=no]");
    assertThat(leave).isFocused();
    page.keyboard().press("Escape");
    assertThat(page.locator("main button.danger")).isFocused();
    assertThat(shop.faults()).isEmpty();
  }

  @Test
  void itemsAndUsersAreBrowsedWithoutASearch() {
    for (String view : List.of("catalogue", "users")) {
      Page page = open(views.get(view), 1280, ColorScheme.LIGHT);
      Locator entries = page.locator(".item-line, .user-list li");
      assertThat(entries).hasCount(40);
      String first = entries.first().textContent();
      page.getByText("After →").click();
      assertThat(page.locator(".sum")).containsText(" 41 to 80");
      assertThat(entries).hasCount(40);
      page.getByText("← Before").click();
      assertThat(entries.first()).hasText(first);
    }
    assertThat(shop.faults()).isEmpty();
  }

  @Test
  void whatWasNotFollowedIsOneLineThatUnfolds() {
    Page page = open(views.get("beams"), 1280, ColorScheme.LIGHT);
    Locator rest = page.locator("[role=tree] > .beam-rest");
    assertThat(rest).hasAttribute("aria-label", Pattern.compile("^\\d+ not followed, .* in all$"));
    assertThat(page.locator("[role=tree] > .beam-rest [role=treeitem]:visible")).hasCount(0);
    page.locator("[role=treeitem]").first().focus();
    page.keyboard().press("End");
    assertThat(rest).isFocused();
    page.keyboard().press("ArrowRight");
    page.keyboard().press("ArrowRight");
    assertThat(rest.locator("[role=treeitem]").first()).isFocused();
    assertThat(page.locator(".beam-path .chip")).hasCount(1);
    assertThat(page.locator("[aria-level='6']:visible").first()).isVisible();
    assertThat(shop.faults()).isEmpty();
  }

  /// Where it has nothing to say it was asked.
  @Test
  void axeSaysWhatIsWrong() {
    Page page = open(views.get("not-found"), 1280, ColorScheme.LIGHT);
    page.evaluate("document.querySelector('main').append(document.createElement('img'))");
    assertThat(Axe.violations(page)).hasSize(1).first().asString().startsWith("image-alt");
    assertThat(shop.faults()).isEmpty();
  }

  private static void tabTo(Page page, String selector) {
    for (int step = 0; step < 120; step++) {
      page.keyboard().press("Tab");
      if ((boolean) page.evaluate("one => document.activeElement.matches(one)", selector)) {
        return;
      }
    }
    throw new AssertionError("no way to " + selector);
  }

  /// On a phone the answer comes to where the person looks, and a wide table says that it scrolls.
  @Test
  void aPhoneShowsWhatWasAskedFor() {
    Page page = open(views.get("recommend"), 390, ColorScheme.LIGHT);
    page.waitForFunction("scrollY > 100");
    Object top =
        page.evaluate("document.querySelector('#results-title').getBoundingClientRect().top");
    assertThat(((Number) top).doubleValue()).isBetween(0.0, 450.0);
    Page report = open(views.get("report"), 390, ColorScheme.LIGHT);
    assertThat(report.locator(".scroll-note").first()).isVisible();
    Page wide = open(views.get("beams-unfolded"), 1280, ColorScheme.LIGHT);
    Object broken =
        wide.evaluate(
            "[...document.querySelectorAll('.beam-term')].filter(one => one.checkVisibility()"
                + " && one.scrollWidth > one.parentElement.clientWidth).length");
    assertThat(broken).isEqualTo(0);
    assertThat(shop.faults()).isEmpty();
  }
}
