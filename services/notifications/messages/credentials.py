"""What credentials are called: standards, papers and rights of industrial property, by the codes of the registry."""

from __future__ import annotations

from services.notifications.messages.news import Words, words

_CALLED: dict[str, tuple[str, str]] = {
    "vietgap": ("Chứng nhận VietGAP", "VietGAP certificate"),
    "globalgap": ("Chứng nhận GlobalGAP", "GlobalGAP certificate"),
    "organic": ("Chứng nhận hữu cơ", "Organic certificate"),
    "haccp": ("Chứng nhận HACCP", "HACCP certificate"),
    "iso-22000": ("Chứng nhận ISO 22000", "ISO 22000 certificate"),
    "gmp": ("Chứng nhận GMP", "GMP certificate"),
    "food-safety": ("Giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm", "Food safety certificate"),
    "product-declaration": ("Bản công bố sản phẩm", "Product declaration"),
    "test-report": ("Phiếu kiểm nghiệm", "Test report"),
    "traceability": ("Mã số mã vạch, truy xuất nguồn gốc", "Barcode and traceability"),
    "trademark": ("Giấy chứng nhận đăng ký nhãn hiệu", "Trademark registration"),
    "collective-mark": ("Nhãn hiệu tập thể", "Collective mark"),
    "certification-mark": ("Nhãn hiệu chứng nhận", "Certification mark"),
    "geographical-indication": ("Chỉ dẫn địa lý", "Geographical indication"),
    "industrial-design": ("Bằng độc quyền kiểu dáng công nghiệp", "Industrial design patent"),
    "patent": ("Bằng độc quyền sáng chế", "Patent"),
    "utility-solution": ("Bằng độc quyền giải pháp hữu ích", "Utility solution patent"),
    "copyright": ("Giấy chứng nhận đăng ký quyền tác giả", "Copyright registration"),
}


def called(kind: str) -> Words:
    """A credential in both languages; one of a later edition by its code."""
    return words(_CALLED.get(kind, (kind, kind)))
