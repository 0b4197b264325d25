package dev.grlm.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// A small valid folder of each format, made up here: two users, three items, five events.
public final class ForeignData {
  /// Format word → file name → content, which is not to be changed.
  public static final Map<String, Map<String, byte[]>> ALL = all();

  private ForeignData() {}

  /// The files of one format, by name.
  public static Map<String, byte[]> of(String word) {
    return ALL.getOrDefault(word, Map.of());
  }

  /// Writes the folder of one format into `folder`.
  public static Path write(String word, Path folder) throws IOException {
    Files.createDirectories(folder);
    for (var file : of(word).entrySet()) {
      Files.write(folder.resolve(file.getKey()), file.getValue());
    }
    return folder;
  }

  private static Map<String, Map<String, byte[]>> all() {
    var all = new LinkedHashMap<String, Map<String, byte[]>>();
    texts()
        .forEach((word, files) -> {
          var bytes = new TreeMap<String, byte[]>();
          files.forEach((name, text) -> bytes.put(name, text.getBytes(StandardCharsets.UTF_8)));
          all.put(word, bytes);
        });
    var parquet = new TreeMap<String, byte[]>();
    for (String name : List.of("clicks.parquet", "products.parquet")) {
      parquet.put(name, resource("parquet/" + name));
    }
    all.put("parquet", parquet);
    return all;
  }

  private static byte[] resource(String name) {
    try (InputStream stream = ForeignData.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(stream, name).readAllBytes();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static Map<String, Map<String, String>> texts() {
    var all = new LinkedHashMap<String, Map<String, String>>();
    all.put(
        "amazon-2014",
        Map.of(
            "reviews_Beauty_5.json",
            """
            {"reviewerID": "A1", "asin": "B1", "overall": 5.0, "unixReviewTime": 1400000000, "reviewText": "good"}
            {'reviewerID': 'A1', 'asin': 'B2', 'overall': 4.0, 'unixReviewTime': 1400086400}
            {"reviewerID": "A1", "asin": "B3", "overall": 3.0, "unixReviewTime": 1400172800}
            {"reviewerID": "A2", "asin": "B2", "overall": 1.0, "unixReviewTime": 1400000000}
            {"reviewerID": "A2", "asin": "B3", "overall": 5.0, "unixReviewTime": 1400000000}
            """,
            "meta_Beauty.json",
            """
            {'asin': 'B1', 'title': "Rose's cream", 'categories': [['Beauty', 'Hands'], ['Gifts']], 'imUrl': 'http://x'}
            {'asin': 'B2', 'title': 'Soap', 'brand': 'Alder', 'price': 3.5, 'salesRank': {'Beauty': 7}, 'categories': [['Beauty', 'Bath']]}
            {'asin': 'B3', 'description': 'A comb &amp; a brush', 'categories': [['Beauty', 'Hair']]}
            """));
    all.put(
        "amazon-2018",
        Map.of(
            "Beauty_5.json",
            """
            {"overall": 5.0, "verified": true, "reviewTime": "05 13, 2014", "reviewerID": "A1", "asin": "B1", "unixReviewTime": 1400000000}
            {"overall": 4.0, "verified": true, "reviewerID": "A1", "asin": "B2", "unixReviewTime": 1400086400, "vote": "3"}
            {"overall": 3.0, "verified": false, "reviewerID": "A1", "asin": "B3", "unixReviewTime": 1400172800, "style": {"Size:": " 1 oz"}}
            {"overall": 1.0, "verified": true, "reviewerID": "A2", "asin": "B2", "unixReviewTime": 1400000000}
            {"overall": 5.0, "verified": true, "reviewerID": "A2", "asin": "B3", "unixReviewTime": 1400000000}
            """,
            "meta_Beauty.json",
            """
            {"asin": "B1", "title": "Rose cream", "brand": "Alder", "category": ["Beauty", "Hands"], "description": ["Soft.", "Mild."], "feature": ["60 ml"], "also_buy": [], "rank": "3 in Beauty"}
            {"asin": "B2", "title": "Soap", "category": [], "description": "", "main_cat": "All Beauty"}
            {"asin": "B3", "title": "Comb", "category": ["Beauty", "Hair"], "rank": []}
            """));
    all.put(
        "amazon-2023",
        Map.of(
            "All_Beauty.jsonl",
            """
            {"rating": 5.0, "title": "Good", "text": "x", "asin": "C1", "parent_asin": "B1", "user_id": "A1", "timestamp": 1400000000123}
            {"rating": 4.0, "parent_asin": "B2", "user_id": "A1", "timestamp": 1400086400123}
            {"rating": 3.0, "parent_asin": "B3", "user_id": "A1", "timestamp": 1400172800123}
            {"rating": 1.0, "parent_asin": "B2", "user_id": "A2", "timestamp": 1400000000123}
            {"rating": 5.0, "parent_asin": "B3", "user_id": "A2", "timestamp": 1400000000123}
            """,
            "meta_All_Beauty.jsonl",
            """
            {"main_category": "All Beauty", "title": "Rose cream", "features": ["60 ml"], "description": ["Soft."], "store": "Alder", "categories": ["Beauty", "Hands"], "details": {"Brand": "Alder"}, "parent_asin": "B1"}
            {"main_category": "All Beauty", "title": "Soap", "features": [], "description": [], "store": null, "categories": [], "parent_asin": "B2"}
            {"main_category": null, "title": "Comb", "categories": [], "parent_asin": "B3"}
            """));
    all.put(
        "recbole",
        Map.of(
            "shop.inter",
            """
            user_id:token\titem_id:token\trating:float\ttimestamp:float
            A1\tB1\t5\t1400000000
            A1\tB2\t4\t1400086400
            A1\tB3\t3\t1400172800
            A2\tB2\t1\t1400000000
            A2\tB3\t5\t1400000000
            """,
            "shop.item",
            """
            item_id:token\ttitle:token_seq\tclass:token_seq
            B1\tRose cream\tHands Gifts
            B2\tSoap\tBath
            B3\tComb\tHair
            """));
    all.put(
        "movielens",
        Map.of(
            "ratings.csv",
            """
            userId,movieId,rating,timestamp
            1,1,5.0,1400000000
            1,2,4.0,1400086400
            1,3,3.0,1400172800
            2,2,1.0,1400000000
            2,3,5.0,1400000000
            """,
            "movies.csv",
            """
            movieId,title,genres
            1,"Mill, The (1999)",Drama|Comedy
            2,Harbour (2001),Drama
            3,Rain (2010),(no genres listed)
            """));
    all.put(
        "yelp",
        Map.of(
            "yelp_academic_dataset_review.json",
            """
            {"review_id": "r1", "user_id": "A1", "business_id": "B1", "stars": 5.0, "date": "2014-05-13 16:53:20", "text": "x"}
            {"review_id": "r2", "user_id": "A1", "business_id": "B2", "stars": 4.0, "date": "2014-05-14 16:53:20", "text": "x"}
            {"review_id": "r3", "user_id": "A1", "business_id": "B3", "stars": 3.0, "date": "2014-05-15 16:53:20", "text": "x"}
            {"review_id": "r4", "user_id": "A2", "business_id": "B2", "stars": 1.0, "date": "2014-05-13 16:53:20", "text": "x"}
            {"review_id": "r5", "user_id": "A2", "business_id": "B3", "stars": 5.0, "date": "2014-05-13 16:53:20", "text": "x"}
            """,
            "yelp_academic_dataset_business.json",
            """
            {"business_id": "B1", "name": "Moon Congee", "city": "Leeds", "state": "XL", "categories": "Restaurants, Chinese", "attributes": null}
            {"business_id": "B2", "name": "Nails", "city": "Leeds", "state": "XL", "categories": null}
            {"business_id": "B3", "name": "Barber", "city": "Leeds", "state": "XL", "categories": "Hair Salons"}
            """));
    all.put(
        "native",
        Map.of(
            "items.jsonl",
            """
            {"id": "B1", "title": "Rose cream", "categories": ["Beauty", "Hands"]}
            {"id": "B2", "title": "Soap"}
            {"id": "B3", "title": "Comb"}
            """,
            "interactions.tsv",
            """
            user\titem\ttimestamp
            A1\tB1\t1400000000
            A1\tB2\t1400086400
            A1\tB3\t1400172800
            A2\tB2\t1400000000
            A2\tB3\t1400000000
            """));
    all.put(
        "grlm",
        Map.of(
            "beauty.item.json",
            """
            {"1": {"title": "Rose cream"}, "2": {"title": "Soap"}, "3": {"title": "Comb"}}
            """,
            "sequential_data.txt",
            """
            1 1 2 3
            2 2 3
            """));
    all.put(
        "csv",
        Map.of(
            "clicks.csv",
            """
            user_id,item_id,timestamp,rating
            A1,B1,1400000000,5
            A1,B2,1400086400,4
            A1,B3,1400172800,3
            A2,B2,1400000000,1
            A2,B3,1400000000,5
            """,
            "products.csv",
            """
            item_id,title,brand
            B1,"Rose ""soft"" cream",Alder
            B2,Soap,
            B3,Comb,Birch
            """));
    all.put(
        "tsv",
        Map.of(
            "clicks.tsv",
            """
            user\titem\ttime
            A1\tB1\t2014-05-13
            A1\tB2\t2014-05-14
            A1\tB3\t2014-05-15
            A2\tB2\t2014-05-13
            A2\tB3\t2014-05-13
            """));
    all.put(
        "jsonl",
        Map.of(
            "clicks.jsonl",
            """
            {"user": "A1", "item": "B1", "time": 1400000000}
            {"user": "A1", "item": "B2", "time": 1400086400}
            {"user": "A1", "item": "B3", "time": 1400172800}
            {"user": "A2", "item": "B2", "time": 1400000000}
            {"user": "A2", "item": "B3", "time": "2014-05-13T16:53:20Z"}
            """));
    return all;
  }
}
