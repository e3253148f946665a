"""Words of trades that make no hardware: a firm whose name has one is not the maker it shares another word with."""

from __future__ import annotations

OTHER_TRADES = frozenset(
    {
        "estate", "estates", "realty", "realtors", "properties", "apartments", "condominium", "housing", "mortgage",
        "hotel", "hotels", "hostel", "resort", "restaurant", "restaurants", "bistro", "cafe", "catering", "bakery",
        "brewery", "winery", "foods", "food", "seafood", "dairy", "tea", "beverage", "beverages", "farm", "farms",
        "agriculture", "agricultural", "fertilizer", "fertiliser", "timber", "flooring", "furniture", "bedding",
        "mattress", "textile", "textiles", "garment", "garments", "apparel", "fashion", "clothing", "footwear", "shoes",
        "leather", "knitting", "jewelry", "jewellery", "cosmetics", "skincare", "salon", "spa", "toys", "stationery",
        "cement", "concrete", "ceramics", "quarry", "mining", "coal", "steel", "tyre", "tyres", "tires", "dyeing",
        "pharmacy", "pharma", "pharmaceutical", "pharmaceuticals", "clinic", "dental", "dentistry", "orthodontics",
        "veterinary", "optician", "opticians", "optometry", "eyewear", "eyecare", "eyeglasses", "spectacles",
        "acupuncture", "travel", "tours", "tourism", "airlines", "taxi", "insurance", "attorneys", "solicitors",
        "church", "temple", "kindergarten", "funeral", "florist", "laundry", "karaoke", "gym", "yoga",
        "immobilien", "bäckerei", "gasthaus", "immobiliare", "ristorante", "inmobiliaria", "restaurante", "imobiliaria",
        "immobilier", "boulangerie",
    }
)  # fmt: skip
