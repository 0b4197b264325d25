package dev.grlm.testkit;

import java.util.ArrayList;
import java.util.List;

/// A small shop in one language: every thing is there in every material, so that titles share words
/// with known others.
///
/// @param language ISO 639
/// @param things what is sold
/// @param materials what it is made of, or its color
/// @param materialFirst whether the material stands before the thing
/// @param between what stands between the two words
public record LanguageShop(
    String language,
    List<String> things,
    List<String> materials,
    boolean materialFirst,
    String between) {

  /// Languages of many scripts, with blanks between words and without.
  public static final List<LanguageShop> ALL =
      List.of(
          new LanguageShop(
              "en",
              List.of("comb", "cup", "spoon", "plate"),
              List.of("wooden", "steel", "glass", "woollen"),
              true,
              " "),
          new LanguageShop(
              "de",
              List.of("Kamm", "Becher", "Löffel", "Teller"),
              List.of("Holz", "Stahl", "Glas", "Wolle"),
              false,
              " aus "),
          new LanguageShop(
              "fr",
              List.of("peigne", "tasse", "cuillère", "assiette"),
              List.of("bois", "acier", "verre", "laine"),
              false,
              " en "),
          new LanguageShop(
              "es",
              List.of("peine", "taza", "cuchara", "plato"),
              List.of("madera", "acero", "vidrio", "lana"),
              false,
              " de "),
          new LanguageShop(
              "tr",
              List.of("tarak", "fincan", "kaşık", "tabak"),
              List.of("ahşap", "çelik", "cam", "yün"),
              true,
              " "),
          new LanguageShop(
              "ru",
              List.of("гребень", "чашка", "ложка", "тарелка"),
              List.of("дерева", "стали", "стекла", "шерсти"),
              false,
              " из "),
          new LanguageShop(
              "el",
              List.of("χτένα", "φλιτζάνι", "κουτάλι", "πιάτο"),
              List.of("ξύλο", "ατσάλι", "γυαλί", "μαλλί"),
              false,
              " από "),
          new LanguageShop(
              "ar",
              List.of("مشط", "كوب", "ملعقة", "طبق"),
              List.of("الخشب", "الفولاذ", "الزجاج", "الصوف"),
              false,
              " من "),
          new LanguageShop(
              "he",
              List.of("מסרק", "כוס", "כפית", "צלחת"),
              List.of("עץ", "פלדה", "זכוכית", "צמר"),
              false,
              " "),
          new LanguageShop(
              "hi",
              List.of("कंघी", "प्याला", "चम्मच", "थाली"),
              List.of("लकड़ी", "इस्पात", "काँच", "रेशम"),
              true,
              " "),
          new LanguageShop(
              "ko", List.of("빗", "컵", "숟가락", "접시"), List.of("나무", "강철", "유리", "양모"), true, " "),
          new LanguageShop(
              "zh", List.of("梳子", "香皂", "浴巾", "面霜"), List.of("红色", "白色", "绿色", "黑色"), true, ""),
          new LanguageShop(
              "ja",
              List.of("くし", "カップ", "スプーン", "お皿"),
              List.of("木材", "鉄鋼", "ガラス", "羊毛"),
              true,
              "の"),
          new LanguageShop(
              "th",
              List.of("หวี", "ถ้วย", "ช้อน", "จาน"),
              List.of("ไม้", "เหล็ก", "แก้ว", "ผ้าไหม"),
              false,
              ""),
          new LanguageShop(
              "lo",
              List.of("ຫວີ", "ຈອກ", "ບ່ວງ", "ຈານ"),
              List.of("ໄມ້", "ເຫຼັກ", "ແກ້ວ", "ຜ້າ"),
              false,
              ""),
          new LanguageShop(
              "km",
              List.of("សិតសក់", "ពែង", "សាប៊ូ", "អំពូល"),
              List.of("ឈើ", "ដែក", "កញ្ចក់", "ក្រហម"),
              false,
              ""),
          new LanguageShop(
              "my",
              List.of("ဘီး", "ခွက်", "ဇွန်း", "ပန်းကန်"),
              List.of("အနီ", "အပြာ", "အနက်", "အဖြူ"),
              true,
              ""));

  public LanguageShop {
    things = List.copyOf(things);
    materials = List.copyOf(materials);
  }

  /// Thing by thing, each in every material: title i is of thing i / 4 and of material i % 4.
  public List<String> titles() {
    var titles = new ArrayList<String>();
    for (String thing : things) {
      for (String material : materials) {
        titles.add(materialFirst ? material + between + thing : thing + between + material);
      }
    }
    return titles;
  }

  /// Whether two titles have a word in common.
  public boolean shareWord(int left, int right) {
    int width = materials.size();
    return left / width == right / width || left % width == right % width;
  }

  @Override
  public String toString() {
    return language;
  }
}
