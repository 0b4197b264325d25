package dev.grlm.service;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.grlm.data.Item;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A shop is tended by the page, at the real service with tokens.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith({Chromium.class, DemoBrowserTest.BrowserOf.class})
class TendingBrowserTest {
  private ServedShop shop;
  private String all = "";
  private String reader = "";

  @BeforeAll
  void serve(Browser browser, @TempDir Path folder) throws IOException {
    Path tokens = folder.resolve("tokens");
    all = TokenFile.add(tokens, "all", List.of(Scope.READ, Scope.WRITE));
    reader = TokenFile.add(tokens, "reader", List.of(Scope.READ));
    FittedShop fitted = FittedShop.fit(folder);
    shop = new ServedShop(browser, fitted.run(), folder.resolve("journal"), Tokens.read(tokens));
  }

  @AfterAll
  void stop() throws IOException {
    shop.close();
  }

  @AfterEach
  void noFaults() {
    assertThat(shop.faults()).isEmpty();
  }

  private Page open(String address, String token) {
    Page page = shop.open(address, 1280, ColorScheme.LIGHT);
    page.getByLabel("Bearer token").fill(token);
    page.keyboard().press("Enter");
    return page;
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static void fill(Page page, String label, String text) {
    page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).fill(text);
  }

  @Test
  void anItemIsProposedSavedChangedAndWithdrawn() {
    Page page = open("#/catalogue", all);
    page.getByText("Add an item").click();
    fill(page, "Id", "n1");
    fill(page, "Title", "blue tin mug");
    fill(page, "Categories, from wide to narrow, one a line", "Kitchen\nMug");
    assertThat(button(page, "Save")).isDisabled();
    button(page, "Propose its Term ID").click();
    assertThat(page.locator(".proposal .chip").first()).isVisible();
    assertThat(shop.live.item("n1")).as("nothing is kept").isEmpty();

    fill(page, "Brand", "Tinner");
    assertThat(button(page, "Save")).isDisabled();
    button(page, "Propose its Term ID").click();
    button(page, "Save").click();
    assertThat(page.locator("h1")).hasText("blue tin mug");
    assertThat(page.getByText("Added after the run")).isVisible();
    assertThat(page.locator(".facts")).containsText("Kitchen › Mug");

    page.getByText("Change", new Page.GetByTextOptions().setExact(true)).click();
    fill(page, "Title", "blue enamel mug");
    button(page, "Propose its Term ID").click();
    assertThat(page.locator(".proposal")).containsText("Its Term ID stays");
    button(page, "Save").click();
    assertThat(page.locator("#confirm")).containsText("n1 is replaced");
    page.keyboard().press("Escape");
    assertThat(shop.live.item("n1").orElseThrow().item().title()).isEqualTo("blue tin mug");
    button(page, "Save").click();
    button(page, "Replace it").click();
    assertThat(page.locator("h1")).hasText("blue enamel mug");

    button(page, "Withdraw").click();
    assertThat(button(page, "Leave it as it is")).isFocused();
    page.keyboard().press("Enter");
    assertThat(shop.live.item("n1")).isPresent();
    button(page, "Withdraw").click();
    button(page, "Withdraw it").click();
    assertThat(page.locator("h1")).hasText("Catalogue");
    assertThat(shop.live.item("n1")).isEmpty();
  }

  @Test
  void whatNobodyTouchedStaysAsItWas() throws IOException {
    var before =
        new Item(
            "odd",
            "red\ntin mug",
            "Tinner",
            List.of("Pots, pans > lids", "Mugs\r\nand cups"),
            List.of("Gifts, small", "A > B"),
            "Line one.\r\nLine two.\n",
            "kitchen",
            Map.of("care", "by hand\nonly", "constructor", "Ann", "size", " 2 > 1, really "));
    shop.live.put(before);
    Page page = open("#/edit/odd", all);
    fill(page, "Brand", "Zinner");
    replace(page);
    assertThat(shop.live.item("odd").orElseThrow().item())
        .isEqualTo(
            new Item(
                before.id(),
                before.title(),
                "Zinner",
                before.categories(),
                before.moreCategories(),
                before.description(),
                before.domain(),
                before.fields()));

    page.getByText("Change", new Page.GetByTextOptions().setExact(true)).click();
    fill(page, "Further categories, one a line", "Gifts, small\nC, D > E");
    replace(page);
    assertThat(shop.live.item("odd").orElseThrow().item().moreCategories())
        .containsExactly("Gifts, small", "C, D > E");
  }

  private static void replace(Page page) {
    button(page, "Propose its Term ID").click();
    button(page, "Save").click();
    button(page, "Replace it").click();
    assertThat(page.getByText("Added after the run")).isVisible();
  }

  @Test
  void aNameThatIsTakenIsSaid() {
    Page page = open("#/edit/i1", all);
    button(page, "Add a field").click();
    page.getByLabel("Name of the field").last().fill("more_categories");
    page.getByLabel("Text of the field").last().fill("Gifts");
    assertThat(page.locator(".fault")).containsText("“more_categories” is no name");
    button(page, "Propose its Term ID").click();
    assertThat(button(page, "Save")).isDisabled();
    page.getByLabel("Name of the field").last().fill("constructor");
    assertThat(page.locator(".fault")).isEmpty();
  }

  @Test
  void whoWentElsewhereIsLeftThereAndToldOfARefusal() {
    Page page = open("#/catalogue", all);
    page.getByText("Add an item").click();
    var held = new ArrayList<Route>();
    page.route("**/v1/items", held::add);
    fill(page, "Id", "late");
    fill(page, "Title", "late tin mug");
    button(page, "Propose its Term ID").click();
    button(page, "Save").dblclick();
    assertThat(page.locator(".item-form [inert]").first()).isVisible();
    page.locator("[data-view=users]").click();
    assertThat(page.locator("h1")).hasText("Users");
    assertThat(held).as("one call of two clicks").hasSize(1);
    held.getFirst().fulfill(refusal());
    assertThat(page.locator(".late")).containsText("late is saved.");
    assertThat(page.locator(".late")).containsText("The journal is full.");
    page.unroute("**/v1/items");
    page.waitForResponse("**/v1/items", () -> button(page, "Try again").click());
    assertThat(page.locator(".late [role=alert]")).hasCount(0);
    assertThat(page.locator("h1")).hasText("Users");
    assertThat(shop.live.item("late")).isPresent();
  }

  private static Route.FulfillOptions refusal() {
    return new Route.FulfillOptions()
        .setStatus(503)
        .setContentType("application/problem+json")
        .setBody("{\"detail\":\"The journal is full.\"}");
  }

  @Test
  void whatWasRefusedIsForgottenWithTheWordsItWasRefusedFor() {
    Page page = open("#/catalogue", all);
    page.getByText("Add an item").click();
    page.route("**/v1/items", route -> route.fulfill(refusal()));
    fill(page, "Id", "once");
    fill(page, "Title", "once more");
    button(page, "Propose its Term ID").click();
    button(page, "Save").click();
    assertThat(button(page, "Try again")).isVisible();
    fill(page, "Title", "something else");
    assertThat(button(page, "Try again")).hasCount(0);
    assertThat(button(page, "Save")).isDisabled();
  }

  @Test
  void whoSharesATermIdIsShownBeforeItIsSaved() {
    Page page = open("#/catalogue", all);
    var known = shop.live.item("i1").orElseThrow().item();
    page.getByText("Add an item").click();
    fill(page, "Id", "twin");
    fill(page, "Title", known.title());
    fill(page, "Brand", known.brand());
    fill(
        page, "Categories, from wide to narrow, one a line", String.join("\n", known.categories()));
    button(page, "Propose its Term ID").click();
    Locator verdict = page.locator(".proposal .collision, .proposal .sole");
    assertThat(verdict).hasCount(1);
    assertThat(page.locator(".proposal .item-line")).not().hasCount(0);
    assertThat(shop.live.item("twin")).isEmpty();
  }

  @Test
  void aTokenThatMayOnlyReadIsRefusedAndAnotherOneTaken() {
    Page page = open("#/item/i2", reader);
    button(page, "Withdraw").click();
    button(page, "Withdraw it").click();
    Locator alert = page.locator(".said [role=alert]");
    assertThat(alert).containsText("Not allowed");
    assertThat(shop.live.item("i2")).isPresent();
    button(page, "Use another token").click();
    page.getByLabel("Bearer token").fill(all);
    page.keyboard().press("Enter");
    assertThat(page.locator("h1")).hasText("Catalogue");
    assertThat(shop.live.item("i2")).isEmpty();
  }

  @Test
  void usersAreBrowsedAndErased() {
    Page page = open("#/users", all);
    page.locator(".user-list a").first().click();
    assertThat(page).hasURL(Pattern.compile("#/user/"));
    String user = page.locator("h1").textContent();
    assertThat(page.locator(".item-line").first()).isVisible();
    button(page, "Erase this user").click();
    button(page, "Erase for good").click();
    assertThat(page.locator("h1")).hasText("Users");
    assertThat(shop.live.history(user)).isEmpty();
  }

  @Test
  void whatComesIsSeenWhileItComes() throws Exception {
    Page page = open("#/service", all);
    assertThat(page.locator(".state")).hasText("Up");
    Client client = Client.of(shop.service).with(all);
    client.post("/v1/events", "{\"events\":[{\"user\":\"watched\",\"item\":\"i5\"}]}");
    assertThat(page.locator(".changes li").first()).containsText("watched");
    button(page, "Pause").click();
    assertThat(button(page, "Go on")).hasAttribute("aria-pressed", "true");
  }

  @Test
  void whatBecameOfWhatWasShownIsSeenByArm() throws Exception {
    Client client = Client.of(shop.service).with(all);
    client.post("/v1/recommendations", "{\"user\":\"u5\"}");
    Page page = open("#/service", all);
    assertThat(page.locator("[aria-labelledby=online-title] tbody tr")).hasCount(1);
    assertThat(page.getByText("Waiting for the disk")).isVisible();

    String rate = "{\"value\":0.25,\"low\":0.1,\"high\":0.5,\"of\":8}";
    String arm =
        "{\"experiment\":\"soap\",\"run\":\"run-%s\",\"arm\":\"%s\",\"since\":1,\"shown\":8,\"clicked\":2,"
            + "\"bought\":2,\"purchases\":0,\"hits\":0,\"clickThrough\":"
            + rate
            + ",\"conversion\":"
            + rate
            + ",\"hitRate\":{\"value\":null,\"low\":0,\"high\":1,\"of\":0}}";
    String answer =
        "{\"experiment\":{\"name\":\"soap\",\"a\":\"run-A\",\"b\":\"run-B\",\"share\":0.5},\"figures\":["
            + arm.formatted("A", "A")
            + ","
            + arm.formatted("B", "B")
            + "],\"compared\":[{\"rate\":\"clickThrough\",\"difference\":0.0125,\"low\":0.001,"
            + "\"high\":0.02,\"words\":\"B is above A\"}],\"lists\":{\"kept\":16,\"dropped\":3}}";
    page.route(
        "**/v1/experiments",
        route ->
            route.fulfill(
                new Route.FulfillOptions().setContentType("application/json").setBody(answer)));
    Locator rows = page.locator("[aria-labelledby=online-title] tbody tr");
    assertThat(rows).hasCount(2);
    assertThat(rows.last()).containsText("soap, arm B");
    assertThat(rows.last()).containsText("25 %10 % – 50 %");
    assertThat(page.locator(".compared")).containsText("Click-through: B is above A.");
    assertThat(page.locator("[aria-labelledby=online-title]"))
        .containsText("Dropped before their time: 3.");
  }

  @Test
  void aLookThatFailedIsSaidOnceAndMakesTheRestOld() {
    Page page = open("#/service", all);
    assertThat(page.locator(".state")).hasText("Up");
    page.route(
        "**/v1/health",
        route ->
            route.fulfill(
                new Route.FulfillOptions()
                    .setStatus(503)
                    .setContentType("application/problem+json")
                    .setBody("{\"detail\":\"the service is stopping\"}")));
    Locator alert = page.locator(".said [role=alert]");
    assertThat(alert).containsText("the service is stopping.");
    assertThat(page.locator(".old")).containsText("The last look failed");
    alert.evaluate("alert => { alert.dataset.first = ''; }");
    page.waitForResponse("**/v1/health", () -> {});
    page.waitForTimeout(300);
    assertThat(alert).hasAttribute("data-first", "");
    page.unroute("**/v1/health");
    assertThat(page.locator(".old")).isEmpty();
    assertThat(alert).hasCount(0);
  }

  @Test
  void nobodyLooksOnWhereNobodySees() {
    Page page = open("#/service", all);
    assertThat(page.locator(".state")).hasText("Up");
    setHidden(page, true);
    var asked = new AtomicInteger();
    page.onRequest(_ -> asked.incrementAndGet());
    page.waitForTimeout(4000);
    assertThat(asked).hasValue(0);
    page.waitForRequest("**/v1/health", () -> setHidden(page, false));
  }

  private static void setHidden(Page page, boolean hidden) {
    page.evaluate(
        "to => { Object.defineProperty(document, 'hidden', {value: to, configurable: true});"
            + " document.dispatchEvent(new Event('visibilitychange')); }",
        hidden);
  }

  @Test
  void anAnswerIsSaved() throws IOException {
    Page page = open("#/recommend?user=u5", reader);
    Download csv = page.waitForDownload(() -> button(page, "as CSV").click());
    assertThat(csv.suggestedFilename()).isEqualTo("recommendations-u5.csv");
    assertThat(Files.readString(csv.path())).startsWith("rank,id,title,brand,").contains("\r\n1,");
    Download json = page.waitForDownload(() -> button(page, "Save as JSON").click());
    assertThat(Files.readString(json.path())).contains("\"items\"");
  }
}
