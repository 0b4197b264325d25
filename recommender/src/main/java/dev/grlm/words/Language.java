package dev.grlm.words;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.Character.UnicodeScript;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.WordlistLoader;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.ar.ArabicNormalizationFilter;
import org.apache.lucene.analysis.ar.ArabicStemFilter;
import org.apache.lucene.analysis.bg.BulgarianAnalyzer;
import org.apache.lucene.analysis.bg.BulgarianStemFilter;
import org.apache.lucene.analysis.bn.BengaliAnalyzer;
import org.apache.lucene.analysis.bn.BengaliNormalizationFilter;
import org.apache.lucene.analysis.bn.BengaliStemFilter;
import org.apache.lucene.analysis.ca.CatalanAnalyzer;
import org.apache.lucene.analysis.ckb.SoraniAnalyzer;
import org.apache.lucene.analysis.ckb.SoraniNormalizationFilter;
import org.apache.lucene.analysis.ckb.SoraniStemFilter;
import org.apache.lucene.analysis.cz.CzechAnalyzer;
import org.apache.lucene.analysis.cz.CzechStemFilter;
import org.apache.lucene.analysis.da.DanishAnalyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.de.GermanLightStemFilter;
import org.apache.lucene.analysis.de.GermanNormalizationFilter;
import org.apache.lucene.analysis.el.GreekAnalyzer;
import org.apache.lucene.analysis.el.GreekLowerCaseFilter;
import org.apache.lucene.analysis.el.GreekStemFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.es.SpanishLightStemFilter;
import org.apache.lucene.analysis.et.EstonianAnalyzer;
import org.apache.lucene.analysis.eu.BasqueAnalyzer;
import org.apache.lucene.analysis.fa.PersianAnalyzer;
import org.apache.lucene.analysis.fa.PersianNormalizationFilter;
import org.apache.lucene.analysis.fa.PersianStemFilter;
import org.apache.lucene.analysis.fi.FinnishAnalyzer;
import org.apache.lucene.analysis.fi.FinnishLightStemFilter;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.fr.FrenchLightStemFilter;
import org.apache.lucene.analysis.ga.IrishAnalyzer;
import org.apache.lucene.analysis.gl.GalicianAnalyzer;
import org.apache.lucene.analysis.gl.GalicianStemFilter;
import org.apache.lucene.analysis.hi.HindiAnalyzer;
import org.apache.lucene.analysis.hi.HindiNormalizationFilter;
import org.apache.lucene.analysis.hi.HindiStemFilter;
import org.apache.lucene.analysis.hu.HungarianAnalyzer;
import org.apache.lucene.analysis.hu.HungarianLightStemFilter;
import org.apache.lucene.analysis.hy.ArmenianAnalyzer;
import org.apache.lucene.analysis.id.IndonesianAnalyzer;
import org.apache.lucene.analysis.id.IndonesianStemFilter;
import org.apache.lucene.analysis.in.IndicNormalizationFilter;
import org.apache.lucene.analysis.it.ItalianAnalyzer;
import org.apache.lucene.analysis.it.ItalianLightStemFilter;
import org.apache.lucene.analysis.lt.LithuanianAnalyzer;
import org.apache.lucene.analysis.lv.LatvianAnalyzer;
import org.apache.lucene.analysis.lv.LatvianStemFilter;
import org.apache.lucene.analysis.ne.NepaliAnalyzer;
import org.apache.lucene.analysis.nl.DutchAnalyzer;
import org.apache.lucene.analysis.no.NorwegianAnalyzer;
import org.apache.lucene.analysis.no.NorwegianLightStemFilter;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseLightStemFilter;
import org.apache.lucene.analysis.ro.RomanianAnalyzer;
import org.apache.lucene.analysis.ro.RomanianNormalizationFilter;
import org.apache.lucene.analysis.ru.RussianAnalyzer;
import org.apache.lucene.analysis.ru.RussianLightStemFilter;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.apache.lucene.analysis.sr.SerbianAnalyzer;
import org.apache.lucene.analysis.sv.SwedishAnalyzer;
import org.apache.lucene.analysis.sv.SwedishLightStemFilter;
import org.apache.lucene.analysis.ta.TamilAnalyzer;
import org.apache.lucene.analysis.te.TeluguAnalyzer;
import org.apache.lucene.analysis.te.TeluguNormalizationFilter;
import org.apache.lucene.analysis.te.TeluguStemFilter;
import org.apache.lucene.analysis.th.ThaiAnalyzer;
import org.apache.lucene.analysis.tr.ApostropheFilter;
import org.apache.lucene.analysis.tr.TurkishAnalyzer;
import org.apache.lucene.analysis.tr.TurkishLowerCaseFilter;
import org.apache.lucene.analysis.util.ElisionFilter;
import org.apache.lucene.util.ClasspathResourceLoader;
import org.tartarus.snowball.ext.ArmenianStemmer;
import org.tartarus.snowball.ext.BasqueStemmer;
import org.tartarus.snowball.ext.CatalanStemmer;
import org.tartarus.snowball.ext.DanishStemmer;
import org.tartarus.snowball.ext.DutchStemmer;
import org.tartarus.snowball.ext.EstonianStemmer;
import org.tartarus.snowball.ext.IrishStemmer;
import org.tartarus.snowball.ext.LithuanianStemmer;
import org.tartarus.snowball.ext.NepaliStemmer;
import org.tartarus.snowball.ext.RomanianStemmer;
import org.tartarus.snowball.ext.SerbianStemmer;
import org.tartarus.snowball.ext.TamilStemmer;
import org.tartarus.snowball.ext.TurkishStemmer;

/// What is known of a language: its stop words, and what the inflected forms of a word have in
/// common, both Lucene's. Where Lucene has a light stemmer, it is taken: terms are to stay readable
/// and different things different.
///
/// The first language of a script is the one that words in it are read as where nothing tells of
/// another (docs/decisions/0017).
@SuppressWarnings("ImmutableEnumChecker") // functions without state, and sets that nobody changes
public enum Language {
  ENGLISH("en", Language::english, PorterStemFilter::new, UnicodeScript.LATIN),
  GERMAN(
      "de",
      GermanAnalyzer::getDefaultStopSet,
      words -> new GermanLightStemFilter(new GermanNormalizationFilter(words)),
      UnicodeScript.LATIN),
  FRENCH("fr", FrenchAnalyzer::getDefaultStopSet, FrenchLightStemFilter::new, UnicodeScript.LATIN) {
    @Override
    TokenStream written(TokenStream words) {
      return new ElisionFilter(words, FrenchAnalyzer.DEFAULT_ARTICLES);
    }
  },
  SPANISH(
      "es", SpanishAnalyzer::getDefaultStopSet, SpanishLightStemFilter::new, UnicodeScript.LATIN),
  PORTUGUESE(
      "pt",
      PortugueseAnalyzer::getDefaultStopSet,
      PortugueseLightStemFilter::new,
      UnicodeScript.LATIN),
  ITALIAN(
      "it", ItalianAnalyzer::getDefaultStopSet, ItalianLightStemFilter::new, UnicodeScript.LATIN) {
    @Override
    TokenStream written(TokenStream words) {
      return new ElisionFilter(words, ITALIAN_ARTICLES);
    }
  },
  DUTCH(
      "nl",
      DutchAnalyzer::getDefaultStopSet,
      words -> new SnowballFilter(words, new DutchStemmer()),
      UnicodeScript.LATIN),
  SWEDISH(
      "sv", SwedishAnalyzer::getDefaultStopSet, SwedishLightStemFilter::new, UnicodeScript.LATIN),
  DANISH(
      "da",
      DanishAnalyzer::getDefaultStopSet,
      words -> new SnowballFilter(words, new DanishStemmer()),
      UnicodeScript.LATIN),
  NORWEGIAN(
      "no",
      NorwegianAnalyzer::getDefaultStopSet,
      NorwegianLightStemFilter::new,
      UnicodeScript.LATIN),
  FINNISH(
      "fi", FinnishAnalyzer::getDefaultStopSet, FinnishLightStemFilter::new, UnicodeScript.LATIN),
  HUNGARIAN(
      "hu",
      HungarianAnalyzer::getDefaultStopSet,
      HungarianLightStemFilter::new,
      UnicodeScript.LATIN),
  ROMANIAN(
      "ro",
      RomanianAnalyzer::getDefaultStopSet,
      words -> new SnowballFilter(words, new RomanianStemmer()),
      UnicodeScript.LATIN) {
    @Override
    public TokenStream folded(TokenStream words) {
      return new RomanianNormalizationFilter(words);
    }
  },
  CZECH("cs", CzechAnalyzer::getDefaultStopSet, CzechStemFilter::new, UnicodeScript.LATIN),
  TURKISH(
      "tr",
      TurkishAnalyzer::getDefaultStopSet,
      words -> new SnowballFilter(words, new TurkishStemmer()),
      UnicodeScript.LATIN) {
    // A capital I is no capital i.
    @Override
    TokenStream lower(TokenStream words) {
      return new TurkishLowerCaseFilter(words);
    }

    @Override
    TokenStream written(TokenStream words) {
      return new ApostropheFilter(words);
    }
  },
  CATALAN(
      "ca",
      CatalanAnalyzer::getDefaultStopSet,
      words -> new SnowballFilter(words, new CatalanStemmer()),
      UnicodeScript.LATIN) {
    @Override
    TokenStream written(TokenStream words) {
      return new ElisionFilter(words, CATALAN_ARTICLES);
    }
  },
  GALICIAN("gl", GalicianAnalyzer::getDefaultStopSet, GalicianStemFilter::new, UnicodeScript.LATIN),
  BASQUE(
      "eu",
      BasqueAnalyzer::getDefaultStopSet,
      words -> new SnowballFilter(words, new BasqueStemmer()),
      UnicodeScript.LATIN),
  IRISH(
      "ga",
      IrishAnalyzer::getDefaultStopSet,
      words -> new SnowballFilter(words, new IrishStemmer()),
      UnicodeScript.LATIN),
  ESTONIAN(
      "et",
      EstonianAnalyzer::getDefaultStopSet,
      words -> new SnowballFilter(words, new EstonianStemmer()),
      UnicodeScript.LATIN),
  LITHUANIAN(
      "lt",
      LithuanianAnalyzer::getDefaultStopSet,
      words -> new SnowballFilter(words, new LithuanianStemmer()),
      UnicodeScript.LATIN),
  LATVIAN("lv", LatvianAnalyzer::getDefaultStopSet, LatvianStemFilter::new, UnicodeScript.LATIN),
  INDONESIAN(
      "id", IndonesianAnalyzer::getDefaultStopSet, IndonesianStemFilter::new, UnicodeScript.LATIN),
  RUSSIAN(
      "ru",
      RussianAnalyzer::getDefaultStopSet,
      RussianLightStemFilter::new,
      UnicodeScript.CYRILLIC),
  BULGARIAN(
      "bg", BulgarianAnalyzer::getDefaultStopSet, BulgarianStemFilter::new, UnicodeScript.CYRILLIC),
  SERBIAN(
      "sr",
      SerbianAnalyzer::getDefaultStopSet,
      words -> new SnowballFilter(words, new SerbianStemmer()),
      UnicodeScript.CYRILLIC,
      UnicodeScript.LATIN),
  GREEK("el", GreekAnalyzer::getDefaultStopSet, GreekStemFilter::new, UnicodeScript.GREEK) {
    @Override
    public TokenStream folded(TokenStream words) {
      return new GreekLowerCaseFilter(words);
    }
  },
  ARMENIAN(
      "hy",
      ArmenianAnalyzer::getDefaultStopSet,
      words -> new SnowballFilter(words, new ArmenianStemmer()),
      UnicodeScript.ARMENIAN),
  ARABIC(
      "ar",
      ArabicAnalyzer::getDefaultStopSet,
      words -> new ArabicStemFilter(new ArabicNormalizationFilter(words)),
      UnicodeScript.ARABIC),
  PERSIAN("fa", PersianAnalyzer::getDefaultStopSet, PersianStemFilter::new, UnicodeScript.ARABIC) {
    @Override
    public TokenStream folded(TokenStream words) {
      return new PersianNormalizationFilter(new ArabicNormalizationFilter(words));
    }
  },
  SORANI("ckb", SoraniAnalyzer::getDefaultStopSet, SoraniStemFilter::new, UnicodeScript.ARABIC) {
    @Override
    public TokenStream folded(TokenStream words) {
      return new SoraniNormalizationFilter(words);
    }
  },
  HEBREW("he", UnicodeScript.HEBREW),
  HINDI("hi", HindiAnalyzer::getDefaultStopSet, HindiStemFilter::new, UnicodeScript.DEVANAGARI) {
    @Override
    public TokenStream folded(TokenStream words) {
      return new HindiNormalizationFilter(new IndicNormalizationFilter(words));
    }
  },
  NEPALI(
      "ne",
      NepaliAnalyzer::getDefaultStopSet,
      words -> new SnowballFilter(new IndicNormalizationFilter(words), new NepaliStemmer()),
      UnicodeScript.DEVANAGARI),
  BENGALI("bn", BengaliAnalyzer::getDefaultStopSet, BengaliStemFilter::new, UnicodeScript.BENGALI) {
    @Override
    public TokenStream folded(TokenStream words) {
      return new BengaliNormalizationFilter(new IndicNormalizationFilter(words));
    }
  },
  TAMIL(
      "ta",
      TamilAnalyzer::getDefaultStopSet,
      words -> new SnowballFilter(new IndicNormalizationFilter(words), new TamilStemmer()),
      UnicodeScript.TAMIL),
  TELUGU("te", TeluguAnalyzer::getDefaultStopSet, TeluguStemFilter::new, UnicodeScript.TELUGU) {
    @Override
    public TokenStream folded(TokenStream words) {
      return new TeluguNormalizationFilter(new IndicNormalizationFilter(words));
    }
  },
  THAI("th", ThaiAnalyzer::getDefaultStopSet, UnaryOperator.identity(), UnicodeScript.THAI),
  LAO("lo", UnicodeScript.LAO),
  KHMER("km", UnicodeScript.KHMER),
  BURMESE("my", UnicodeScript.MYANMAR),
  CHINESE("zh", UnicodeScript.HAN),
  JAPANESE("ja", UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA, UnicodeScript.HAN),
  KOREAN("ko", UnicodeScript.HANGUL),
  /// Words as they are.
  UNDETERMINED("und");

  private static final CharArraySet ITALIAN_ARTICLES =
      new CharArraySet(
          List.of(
              "c", "l", "all", "dall", "dell", "nell", "sull", "coll", "pell", "gl", "agl", "dagl",
              "degl", "negl", "sugl", "un", "m", "t", "s", "v", "d"),
          true);
  private static final CharArraySet CATALAN_ARTICLES =
      new CharArraySet(List.of("d", "l", "m", "n", "s", "t"), true);

  private final String code;
  private final Supplier<CharArraySet> stopWords;
  private final UnaryOperator<TokenStream> stems;
  private final Set<UnicodeScript> scripts;

  Language(String code, UnicodeScript... scripts) {
    this(code, () -> CharArraySet.EMPTY_SET, UnaryOperator.identity(), scripts);
  }

  Language(
      String code,
      Supplier<CharArraySet> stopWords,
      UnaryOperator<TokenStream> stems,
      UnicodeScript... scripts) {
    this.code = code;
    this.stopWords = stopWords;
    this.stems = stems;
    this.scripts = Set.of(scripts);
  }

  /// ISO 639, two letters where there are two.
  public String code() {
    return code;
  }

  /// The scripts that it is written in.
  Set<UnicodeScript> scripts() {
    return scripts;
  }

  /// Words that tell nothing about a thing, in lower case and [#folded]. Not to be changed.
  @SuppressWarnings("exports") // whoever asks knows Lucene
  public CharArraySet stopWords() {
    return stopWords.get();
  }

  /// Small letters.
  TokenStream lower(TokenStream words) {
    return words;
  }

  /// The words of a text without what is not theirs, such as an article before an apostrophe.
  ///
  /// @param words in lower case
  TokenStream written(TokenStream words) {
    return words;
  }

  /// Words in the one spelling that the list of stop words has.
  ///
  /// @param words in lower case
  @SuppressWarnings("exports") // whoever asks knows Lucene
  public TokenStream folded(TokenStream words) {
    return words;
  }

  /// What inflected forms have in common; not always a word.
  ///
  /// @param words in lower case
  @SuppressWarnings("exports") // whoever asks knows Lucene
  public TokenStream stems(TokenStream words) {
    return stems.apply(folded(words));
  }

  /// @param code ISO 639
  public static Optional<Language> of(String code) {
    return Arrays.stream(values()).filter(language -> language.code.equals(code)).findFirst();
  }

  /// What words in a script are read as where nothing tells of another language.
  static Language usual(UnicodeScript script) {
    return Arrays.stream(values())
        .filter(language -> language.scripts.contains(script))
        .findFirst()
        .orElse(UNDETERMINED);
  }

  /// Lucene's longer list. Its module opens it to Lucene's own loader alone.
  private static CharArraySet english() {
    return EnglishStopWords.SET;
  }

  private static final class EnglishStopWords {
    private static final String FILE = "english_stop.txt";
    static final CharArraySet SET = read();

    private static CharArraySet read() {
      try (var list =
          new InputStreamReader(
              new ClasspathResourceLoader(SnowballFilter.class).openResource(FILE),
              StandardCharsets.UTF_8)) {
        return CharArraySet.unmodifiableSet(WordlistLoader.getSnowballWordSet(list));
      } catch (IOException failure) {
        throw new UncheckedIOException("cannot read " + FILE, failure);
      }
    }
  }
}
