"""The five sentences behind the "?" of each page of documents."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

LIST_HELP = (
    _("Đây là các văn bản cơ quan anh/chị đưa vào hoặc nhận được."),
    _("Thêm văn bản: thả tệp DOCX, PDF, DOC, ảnh quét hoặc dán chữ; máy đọc, người xác nhận."),
    _("Tìm bằng số, ký hiệu hoặc chữ trong trích yếu, gõ có dấu hay không dấu đều được."),
    _("Bản dự thảo mở ra trang đọc lại; văn bản đã ban hành mở ra trang của văn bản."),
    _("Văn bản có dấu chỉ độ mật không được đưa vào đây."),
)
ENTER_HELP = (
    _("Chọn một tệp, hoặc dán chữ của văn bản; mỗi lần một văn bản."),
    _("Tệp gốc được lưu đủ trước khi máy báo đã nhận, và không bao giờ bị sửa."),
    _("Văn bản đi là văn bản cơ quan mình ban hành; văn bản đến là của nơi khác gửi tới bằng giấy hoặc thư."),
    _("Máy đọc xong thì mở trang đọc lại; chưa xác nhận thì chưa giao việc cho ai."),
    _("Văn bản có dấu chỉ độ mật bị từ chối và không được lưu; máy đọc nhầm thì đánh dấu rồi gửi lại."),
)
REVIEW_HELP = (
    _("Bên trái là chữ của văn bản, mỗi giá trị máy tìm thấy được đánh dấu; bên phải là các chỗ cần anh/chị xem."),
    _("Bấm tên một mục để thấy chỗ của nó trong văn bản; bấm một chỗ trong văn bản để thấy mục của nó."),
    _("Sai thì sửa bằng cách gõ, hoặc chọn chữ trong văn bản rồi chọn mục; điều máy đọc vẫn được giữ bên cạnh."),
    _("Để trống cũng là trả lời: bản dự thảo chưa cần số và ngày."),
    _("Xem hết các chỗ nghi thì xác nhận được; xác nhận xong mới đặt đơn vị nhận, thời hạn."),
)
UNREAD_HELP = (
    _("Tệp đã được giữ đủ trên máy chủ; máy đọc bản quét và tệp dài ở phía sau, từng tệp một."),
    _("Trang tự đổi khi đọc xong; đóng trang cũng không mất gì."),
    _("Tệp vào kho sau khi máy đọc xong và không thấy dấu chỉ độ mật."),
    _("Máy không đọc được thì cho đọc lại, nhập tay, hoặc bỏ bản nhập này rồi gửi tệp khác."),
    _("Có dấu chỉ độ mật thì tệp bị xóa ngay; máy đọc nhầm thì gửi lại và đánh dấu."),
)
DETAIL_HELP = (
    _("Đây là một văn bản: toàn văn, tệp, sổ đăng ký, nơi nhận và văn bản nó nhắc đến."),
    _("“Việc tiếp theo” cho biết bước kế tiếp và ai làm; việc của anh/chị có nút."),
    _("Tệp kèm thêm được cả sau khi ban hành, có ghi giờ; tệp gốc không bao giờ bị sửa."),
    _("Nơi nhận cho biết văn bản đã gửi, đã đến hay đã vào sổ ở từng nơi."),
    _("Diễn biến ghi mọi việc đã làm với văn bản, không xóa được."),
)
NUMBER_HELP = (
    _("Văn bản đã ký thì cấp số, ngày và vào sổ văn bản đi."),
    _("Máy đề nghị số tiếp theo trong sổ năm, hoặc số đã ghi trên bản giấy."),
    _("Mỗi số trong một năm chỉ dùng một lần; số đã dùng thì máy nêu văn bản đang giữ số đó."),
    _("Ngày văn bản không thể sau hôm nay."),
    _("Có số, ngày rồi mới ban hành được."),
)
BOOK_HELP = (
    _("Sổ có đủ các cột của Nghị định 30/2020/NĐ-CP, Phụ lục IV; số lớn nhất ở trên."),
    _("Văn bản đi vào sổ khi được cấp số; văn bản đến vào sổ khi văn thư nhận, rồi giao người giải quyết, có hạn."),
    _("Tìm bằng số, ký hiệu, tác giả, nơi giải quyết hoặc chữ trong trích yếu; chọn năm để xem sổ cũ."),
    _("Cột để trống là chỗ ghi tay trên bản in: số lượng bản, ký nhận giấy."),
    _("In sổ ra giấy A4 ngang bằng nút In sổ, hoặc tải Excel."),
)
ASSIGN_HELP = (
    _("Văn bản đến đã vào sổ thì giao cho một phòng hoặc một người giải quyết."),
    _("Hạn giải quyết là ngày cuối; việc hiện ở “Việc của tôi” của nơi nhận."),
    _("Ý kiến chỉ đạo ghi điều cần làm; để trống cũng được."),
    _("Giao lại cho nơi khác thì nơi trước không còn việc này; Diễn biến ghi lại."),
    _("Văn bản chưa vào sổ thì chưa giao được."),
)
CASE_HELP = (
    _("Hồ sơ gom các văn bản của một việc trong một năm, dưới một ký hiệu."),
    _("Một văn bản nằm được trong nhiều hồ sơ mà không phải sao thêm bản."),
    _("Đưa văn bản vào hồ sơ ở trang của văn bản, khung Hồ sơ."),
    _("Rút văn bản ra phải ghi lý do; số thứ tự cũ bỏ trống."),
    _("Hồ sơ đã kết thúc không thêm, không rút được nữa."),
)
PAGE_HELP = (
    _("Dùng khi một trang của bản quét mờ, lệch hoặc thiếu, máy không đọc được."),
    _("Gửi ảnh hoặc PDF của riêng trang ấy; tệp gốc vẫn giữ nguyên làm chứng."),
    _("Máy đọc trang mới phía sau, rồi đọc lại cả văn bản; anh/chị làm việc khác được."),
    _("Những gì anh/chị đã sửa vẫn giữ; chỗ nghi ở trang mới thì xem lại."),
    _("Chỉ thay được khi bản đọc chưa xác nhận; đã xác nhận thì mở lại trước."),
)
